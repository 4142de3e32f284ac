// In a block of a terminal, what it printed is told apart from what was typed, and is not copied with it.
const text = (node) => (node.type === 'text' ? node.value : (node.children ?? []).map(text).join(''))

export const terminals = {
  name: 'terminals',
  code(code) {
    if (this.options.lang !== 'console') return
    const lines = code.children.filter((child) => child.type === 'element')
    if (!lines.some((line) => text(line).startsWith('$ '))) return
    let typed = false
    code.children.forEach((child, i) => {
      if (child.type !== 'element') return
      const line = text(child)
      typed = line.startsWith('$ ') || (typed && line.startsWith('> '))
      if (typed) return
      this.addClassToHast(child, 'output')
      this.addClassToHast(child, 'vp-copy-ignore')
      const feed = code.children[i + 1]
      if (feed?.type === 'text') {
        child.children.push({ ...feed })
        feed.value = ''
      }
    })
  },
}

/** VitePress leaves the prompts out of what it copies when a block is a shell's. */
export function copiedAsShell(markdown) {
  const { fence } = markdown.renderer.rules
  markdown.renderer.rules.fence = (...args) => fence(...args).replace('language-console', 'language-console language-shell')
}
