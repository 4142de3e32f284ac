// Links between files of the repository, as links between pages of the site.
import { existsSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'
import { pages, placeOf, root } from './pages.js'

const IMAGE = /\.(png|svg|jpg|webp)$/
const known = new Set(pages)

/** What the pages made so far need beside themselves. */
export class Needed {
  sources = new Set()
  images = new Set()
}

/** The address of `target` as a page of `file` names it, or null when the site has nothing there. */
export function addressOf(target, file, needed, repository) {
  if (/^[a-z]+:/.test(target) || target.startsWith('#')) return target
  const [path, anchor] = target.split('#')
  const named = posix.normalize(posix.join(posix.dirname(file), path)).replace(/\/$/, '')
  if (named.startsWith('..') || !existsSync(join(root, named))) throw new Error(`${file}: no file ${target}`)
  const hash = anchor ? `#${anchor}` : ''
  if (statSync(join(root, named)).isDirectory()) {
    if (named === 'docs/decisions') return `/docs/decisions/${hash}`
    if (known.has(`${named}/README.md`)) return `/${named}/${hash}`
    return repository ? `${repository}/tree/main/${named}` : null
  }
  if (known.has(named)) return `/${placeOf(named)}${hash}`.replace(/\/index(#|$)/, '/$1')
  if (IMAGE.test(named)) {
    needed.images.add(named)
    return `/${named}`
  }
  needed.sources.add(named)
  return `/source/${named}.md`
}
