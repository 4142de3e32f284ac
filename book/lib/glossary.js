// The words of all chapters, in one list.
import { chapters, nameOf, placeOf, read } from './pages.js'

const SECTION = /^## New words\n([\s\S]*?)(?=^## |\n*(?![\s\S]))/m

function entries(chapter) {
  const section = SECTION.exec(read(chapter))
  if (!section) throw new Error(`${chapter}: no section '## New words'`)
  const found = []
  for (const line of section[1].replace(/\n {2,}(?=\S)/g, ' ').split('\n')) {
    const item = /^[-*] +\*\*(.+?)\*\*:? *(.*)$/.exec(line)
    const row = /^\| *(.+?) *\| *(.+?) *\|$/.exec(line)
    if (item) found.push([item[1], item[2]])
    else if (row && !/^[-: ]+$/.test(row[1]) && row[1] !== 'word') found.push([row[1].replaceAll('**', ''), row[2]])
  }
  if (found.length === 0) throw new Error(`${chapter}: no words in '## New words'`)
  return found.map(([word, meaning]) => ({ word, meaning, chapter }))
}

const letters = (word) => word.replace(/[`*]/g, '').toLowerCase()

export function glossary(relink) {
  const all = chapters.flatMap(entries).sort((a, b) => letters(a.word).localeCompare(letters(b.word)))
  const lines = all.map(({ word, meaning, chapter }) => {
    const said = relink(meaning, chapter)
    const number = nameOf(chapter).replace(/ ·.*/, '')
    return `**${word.charAt(0).toUpperCase()}${word.slice(1)}**: ${said} [chapter ${number}](/${placeOf(chapter).replace(/index$/, '')}#new-words){.where}\n`
  })
  return `# Glossary\n\nThe words that the chapters introduce, ${all.length} of them, each with its chapter.\n\n${lines.join('\n')}`
}
