// Builds the book: the repository's own pages → target/pages → VitePress → target/site, which is then checked.
//   node build.js            build it
//   node build.js --serve    and show it on 127.0.0.1:8500 (PROGLOG_PORT)
import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { check } from './lib/check.js'
import { glossary } from './lib/glossary.js'
import { home } from './lib/home.js'
import { Needed } from './lib/links.js'
import { convert, relink } from './lib/markdown.js'
import { decisions, pages, placeOf, read, root, titleOf, wide } from './lib/pages.js'

const book = dirname(fileURLToPath(import.meta.url))
const folder = join(book, 'target', 'pages')
const site = join(book, 'target', 'site')
const base = process.env.BOOK_BASE ?? '/'
const repository = process.env.BOOK_REPOSITORY?.replace(/\/$/, '')

function fail(message) {
  console.error(`book: ${message}`)
  process.exit(1)
}

function run(command, args, options = {}) {
  const ended = spawnSync(command, args, { cwd: book, stdio: 'inherit', ...options })
  if (ended.status !== 0) fail(`${command} ${args.join(' ')} failed`)
}

function install() {
  const marker = join(book, 'node_modules', '.package-lock.json')
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync(join(book, 'package-lock.json')).mtimeMs) return
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { shell: process.platform === 'win32' })
}

function write(place, text) {
  const file = join(folder, `${place}.md`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

const LANGUAGES = { '.md': 'md', '.java': 'java', '.proto': 'proto', '.yaml': 'yaml', '.yml': 'yaml', '.json': 'json', '.js': 'js', '.xml': 'xml', '.html': 'html', '.css': 'css', '.sh': 'sh' }

function sourcePage(file) {
  const text = read(file).replace(/\n$/, '')
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map((run) => run[0].length + 1)))
  const language = LANGUAGES[extname(file)] ?? (basename(file) === 'Dockerfile' ? 'docker' : 'text')
  const front = ['outline: false', 'aside: false', 'prev: false', 'next: false', 'pageClass: source']
  return `---\n${front.join('\n')}\n---\n\n# ${basename(file)}\n\n\`${dirname(file)}\`\n\n${fence}${language}\n${text}\n${fence}\n`
}

function collect() {
  rmSync(folder, { recursive: true, force: true })
  const needed = new Needed()
  for (const page of pages) {
    const text = convert(page, needed, repository)
    if (page === 'README.md') write('index', home(text))
    else write(placeOf(page), wide.has(page) ? `---\naside: false\npageClass: wide\n---\n\n${text}` : text)
  }
  write('glossary', glossary((line, file) => relink(line, file, needed, repository)))
  write('commands', `# The commands\n\nWhat \`./proglog help\` prints.\n\n\`\`\`text\n${read('docs/usage.txt').trimEnd()}\n\`\`\`\n`)
  const list = decisions.map((file) => `- [${titleOf(file)}](/${placeOf(file)})`)
  write('docs/decisions/index', `# Decisions\n\nWhy it is so and not otherwise, a page each.\n\n${list.join('\n')}\n`)
  for (const source of needed.sources) write(`source/${source}`, sourcePage(source))
  cpSync(join(book, 'public'), join(folder, 'public'), { recursive: true })
  for (const image of needed.images) {
    const copy = join(folder, 'public', image)
    mkdirSync(dirname(copy), { recursive: true })
    copyFileSync(join(root, image), copy)
  }
  return needed
}

if (Number(process.versions.node.split('.')[0]) < 18) fail(`Node 18 or newer is needed, this is ${process.versions.node}`)
install()
let needed
try {
  needed = collect()
} catch (failure) {
  fail(failure.message)
}
rmSync(site, { recursive: true, force: true })
const vitepress = join(book, 'node_modules', 'vitepress', 'bin', 'vitepress.js')
run(process.execPath, [vitepress, 'build', book], { env: { ...process.env, BOOK_BASE: base } })
const { pages: built, wrong } = check(site, base)
if (wrong.length > 0) fail(`${wrong.length} wrong\n${wrong.join('\n')}`)
console.log(`${built} pages in ${site}, ${needed.sources.size} of them sources; every link leads to a page, a heading or a file`)
if (process.argv.includes('--serve')) {
  run(process.execPath, [vitepress, 'preview', book, '--port', process.env.PROGLOG_PORT ?? '8500', '--host', '127.0.0.1'], { env: { ...process.env, BOOK_BASE: base } })
}
