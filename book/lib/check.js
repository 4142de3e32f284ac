// What must hold of the built site: every link leads somewhere, to the paragraph even, and nothing is fetched from elsewhere.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'

function htmlFiles(folder, below = '') {
  return readdirSync(join(folder, below)).flatMap((name) => {
    const path = posix.join(below, name)
    if (statSync(join(folder, path)).isDirectory()) return htmlFiles(folder, path)
    return path.endsWith('.html') ? [path] : []
  })
}

const attributes = (html, name) => [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map((found) => found[1].replaceAll('&amp;', '&'))

export function check(site, base) {
  const pages = htmlFiles(site)
  const ids = new Map(pages.map((page) => [page, new Set(attributes(readFileSync(join(site, page), 'utf8'), 'id'))]))
  const wrong = []
  for (const page of pages.filter((name) => name !== '404.html')) {
    const html = readFileSync(join(site, page), 'utf8')
    for (const link of new Set([...attributes(html, 'href'), ...attributes(html, 'src')])) {
      if (/^(https?:|mailto:|data:)/.test(link)) continue
      const [path, anchor] = link.split('#').map(decodeURIComponent)
      let target = path === '' ? page : path.startsWith(base) ? path.slice(base.length) : posix.join(posix.dirname(page), path)
      if (target === '' || target.endsWith('/')) target += 'index.html'
      if (!existsSync(join(site, target))) wrong.push(`${page}: nothing at ${link}`)
      else if (anchor && !ids.get(target)?.has(anchor)) wrong.push(`${page}: no heading at ${link}`)
    }
    for (const element of html.matchAll(/<(?:script|link|img|iframe|source)\b[^>]*\b(?:src|href)="(?:https?:)?\/\/[^>]*>/g)) {
      wrong.push(`${page}: fetched from elsewhere: ${element[0]}`)
    }
  }
  return { pages: pages.length, wrong }
}
