// What the build of the book refuses: node --test book/lib/book.test.js
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { check } from './check.js'
import { glossary } from './glossary.js'
import { Needed, addressOf } from './links.js'
import { checkInclude, relink } from './markdown.js'
import { chapters } from './pages.js'
import { slugify } from './slug.js'
import { terminals } from './terminals.js'

function site(files) {
  const folder = mkdtempSync(join(tmpdir(), 'book-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  try {
    return check(folder, '/').wrong
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('a link to a page and its heading is fine', () => {
  assert.deepEqual(site({ 'index.html': '<a href="/a/b.html#here">', 'a/b.html': '<h2 id="here">' }), [])
})

test('a link to no page is refused', () => {
  assert.deepEqual(site({ 'index.html': '<a href="/a.html">' }), ['index.html: nothing at /a.html'])
})

test('a link to no heading is refused', () => {
  assert.deepEqual(site({ 'index.html': '<a href="/b.html#gone">', 'b.html': '' }), ['index.html: no heading at /b.html#gone'])
})

test('a script from elsewhere is refused', () => {
  assert.equal(site({ 'index.html': '<script src="https://example.org/a.js"></script>' }).length, 1)
})

test('a link to another site is fine', () => {
  assert.deepEqual(site({ 'index.html': '<a href="https://example.org/">' }), [])
})

test('a link to a file that is not there is refused', () => {
  assert.throws(() => addressOf('src/Gone.java', 'ch01-http-log/README.md', new Needed()), /no file src\/Gone.java/)
})

test('a link to a source makes a page of it', () => {
  const needed = new Needed()
  const file = 'ch01-http-log/src/main/java/proglog/CommitLog.java'
  assert.equal(addressOf('src/main/java/proglog/CommitLog.java', 'ch01-http-log/README.md', needed), `/source/${file}.md`)
  assert.deepEqual([...needed.sources], [file])
})

test('a link to a folder without a page is its words', () => {
  assert.equal(relink('see [the chart](helm/proglog), `[not](this)`', 'ch10-deploy/README.md', new Needed()), 'see the chart, `[not](this)`')
})

test('code that is not in its source is refused', () => {
  const include = ['', 'ch01-http-log/src/main/java/proglog/CommitLog.java']
  checkInclude('a page', include, ['', '}'])
  assert.throws(() => checkInclude('a page', include, ['int gone;']), /has no line 'int gone;'/)
})

test('an include of a file that is not there is refused', () => {
  assert.throws(() => checkInclude('a page', ['', 'ch01-http-log/Gone.java'], []), /which is not there/)
})

test('the glossary has words of every chapter', () => {
  const page = glossary((text) => text)
  for (const chapter of chapters) assert.match(page, new RegExp(`${chapter.replace('README.md', '')}#new-words`))
})

test('headings have the names that code hosts give them', () => {
  assert.equal(slugify('Task 1.1: append'), 'task-11-append')
  assert.equal(slugify('`./learn`, and what it does'), 'learn-and-what-it-does')
})

test('what a terminal printed is not copied with what was typed', () => {
  const line = (text) => ({ type: 'element', properties: {}, children: [{ type: 'text', value: text }] })
  const feed = () => ({ type: 'text', value: '\n' })
  const code = { children: [line('$ cat \\'), feed(), line('> file'), feed(), line('what it says'), feed(), line('$ ls')] }
  terminals.code.call({ options: { lang: 'console' }, addClassToHast: (node, name) => (node.class = `${node.class ?? ''} ${name}`) }, code)
  const ignored = code.children.filter((child) => child.class?.includes('vp-copy-ignore'))
  assert.deepEqual(ignored.map((child) => child.children.map((part) => part.value).join('')), ['what it says\n'])
})
