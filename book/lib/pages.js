// Which pages the book has, in the order in which they are read. Everything comes from files that are there anyway.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

const files = (folder, pattern) =>
  readdirSync(join(root, folder))
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => (folder === '.' ? name : `${folder}/${name}`))
    .filter((file) => existsSync(join(root, file)))

const readmes = (folder, pattern) =>
  files(folder, pattern)
    .map((path) => `${path}/README.md`)
    .filter((file) => existsSync(join(root, file)))

export const read = (file) => readFileSync(join(root, file), 'utf8')

export function titleOf(file) {
  const heading = /^# +(.+)$/m.exec(read(file))
  if (!heading) throw new Error(`${file}: no title (# …)`)
  return heading[1]
}

const chapters = readmes('.', /^ch\d\d-/)
const decisions = files('docs/decisions', /^\d{4}-.*\.md$/)
const rest = ['docs/cloud.md', 'ch10-deploy/kind/README.md', 'ch10-deploy/THIRD-PARTY.md', 'docs/releasing.md']
const taken = new Set([...rest, 'docs/torture.md', 'docs/life-of-a-record.md'])

// A group of the navigation: a title and pages, which are files of the repository or made by the build ("/glossary").
export const groups = [
  { text: 'Begin', pages: ['README.md', 'docs/life-of-a-record.md', '/glossary'] },
  { text: 'Chapters', pages: chapters },
  { text: 'Examples', pages: readmes('examples', /./) },
  { text: 'Measured', pages: ['benchmarks/RESULTS.md', 'docs/torture.md', ...files('docs', /\.md$/).filter((file) => !taken.has(file))] },
  { text: 'Run it', pages: ['/commands', ...rest] },
  {
    text: 'How it is made',
    pages: ['ARCHITECTURE.md', 'STYLE.md', 'CONTRIBUTING.md', 'workbook/README.md', 'SECURITY.md', 'CHANGELOG.md'],
  },
  { text: 'Decisions', collapsed: true, pages: ['/docs/decisions/', ...decisions] },
].map((group) => ({ ...group, pages: group.pages.filter((page) => page.startsWith('/') || existsSync(join(root, page))) }))

export const made = { '/glossary': 'Glossary', '/commands': 'The commands', '/docs/decisions/': 'All decisions' }

export { chapters, decisions }

/** Pages of wide tables: they get the room of the outline. */
export const wide = new Set(['benchmarks/RESULTS.md', 'docs/life-of-a-record.md'])

/** The pages that are files of the repository. */
export const pages = groups.flatMap((group) => group.pages).filter((page) => !page.startsWith('/'))

/** Where a file's page is in the site, without `.html`. */
export function placeOf(file) {
  return file === 'README.md' ? 'index' : file.replace(/README\.md$/, 'index').replace(/\.md$/, '')
}

/** What the navigation calls a page. */
export function nameOf(page) {
  if (made[page]) return made[page]
  if (page === 'README.md') return 'Welcome'
  return titleOf(page)
    .replace(/^Chapter (\d+): /, '$1 · ')
    .replace(/^Example: /, '')
    .replaceAll('`', '')
}

const address = (page) => (page.startsWith('/') ? page : `/${placeOf(page)}`.replace(/\/index$/, '/'))

export function sidebar() {
  return groups.map(({ text, collapsed, pages: listed }) => ({
    text,
    collapsed,
    items: listed.map((page) => ({ text: nameOf(page), link: address(page) })),
  }))
}
