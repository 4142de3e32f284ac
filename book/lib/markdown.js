// A page of the repository as a page of the site: links lead to pages, and code says which file it is from.
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { read, root } from './pages.js'
import { addressOf } from './links.js'

const INCLUDE = /^<!-- include: ([^#,\s]+)(?:#(.+?))?(?:, read)?(?: with comments)? -->$/

/** `change` is called for each line outside of fenced blocks, `block` for each block with the line above it. */
function walk(text, change, block) {
  const lines = text.split('\n')
  const out = []
  for (let i = 0; i < lines.length; i++) {
    const fence = /^\s*(`{3,})(.*)$/.exec(lines[i])
    if (!fence) {
      out.push(change(lines[i]))
      continue
    }
    let end = i + 1
    while (end < lines.length && !new RegExp(`^\\s*${fence[1]}\`*\\s*$`).test(lines[end])) end++
    if (end === lines.length) throw new Error(`line ${i + 1}: a block is not closed`)
    block?.(fence[2].trim(), lines.slice(i + 1, end))
    out.push(...lines.slice(i, end + 1))
    i = end
  }
  return out.join('\n')
}

export function relink(line, file, needed, repository) {
  const parts = line.split(/(`+[^`]*`+)/)
  // a link to what the site does not have is its words alone
  const dead = '\u0000'
  const marked = parts
    .map((part, i) =>
      i % 2
        ? part
        : part.replace(/\]\(([^)\s]+)\)/g, (_, target) => {
            const address = addressOf(target, file, needed, repository)
            return address === null ? `]${dead}` : `](${address})`
          }),
    )
    .join('')
  return marked.replace(/\[([^[\]]*)\]\u0000/g, '$1')
}

/** The code below an include has to be in the file that it names; that it is the right part of it, the Java tests prove. */
export function checkInclude(file, include, lines) {
  if (!existsSync(join(root, include[1]))) throw new Error(`${file}: includes ${include[1]}, which is not there`)
  const source = new Set(read(include[1]).split('\n').map((line) => line.trim()))
  const strange = lines.find((line) => !source.has(line.trim()))
  if (strange !== undefined) throw new Error(`${file}: ${include[1]} has no line '${strange.trim()}' (./proglog docs)`)
}

export function convert(file, needed, repository) {
  let include = null
  try {
    return walk(
      read(file),
      (line) => {
        const named = INCLUDE.exec(line.trim())
        if (named) {
          include = named
          needed.sources.add(named[1])
          return `[${basename(named[1])}](/source/${named[1]}.md) {.from}\n`
        }
        if (line.includes('include:') && line.includes('<!--')) throw new Error(`not understood: ${line}`)
        return relink(line, file, needed, repository)
      },
      (language, lines) => {
        if (include) checkInclude(file, include, lines)
        include = null
      },
    )
  } catch (failure) {
    throw new Error(`${file}: ${failure.message}`)
  }
}
