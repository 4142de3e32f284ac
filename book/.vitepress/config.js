import { defineConfig } from 'vitepress'
import { withMermaid } from 'vitepress-plugin-mermaid'
import { slugify } from '../lib/slug.js'
import { copiedAsShell, terminals } from '../lib/terminals.js'
import { chapters, placeOf, sidebar } from '../lib/pages.js'

const repository = process.env.BOOK_REPOSITORY

// Search is for prose: most pages are sources, and its index would have them coloured a second time.
const searched = (text, page, markdown) => (page.relativePath.startsWith('source/') ? '' : markdown.render(text, page))

export default withMermaid(
  defineConfig({
    title: 'Proglog for Java',
    description: 'A commit log, built chapter by chapter, from a list in memory to a replicated cluster.',
    lang: 'en-GB',
    base: process.env.BOOK_BASE ?? '/',
    srcDir: 'target/pages',
    outDir: 'target/site',
    cacheDir: 'target/cache',
    lastUpdated: false,
    ignoreDeadLinks: false,
    head: [
      ['link', { rel: 'icon', type: 'image/svg+xml', href: `${process.env.BOOK_BASE ?? '/'}log.svg` }],
      ['meta', { name: 'theme-color', content: '#1f5f8b' }],
    ],
    markdown: {
      anchor: { slugify },
      codeTransformers: [terminals],
      config: copiedAsShell,
      theme: { light: 'github-light-high-contrast', dark: 'github-dark-default' },
    },
    mermaid: {
      theme: 'neutral',
      fontFamily: 'inherit',
      suppressErrorRendering: true,
      flowchart: { useMaxWidth: false, nodeSpacing: 32, rankSpacing: 40 },
      sequence: { useMaxWidth: false, diagramMarginX: 8, actorMargin: 16, width: 140, messageFontSize: 15, noteFontSize: 14, mirrorActors: false, bottomMarginAdj: 16 },
      state: { useMaxWidth: false },
    },
    themeConfig: {
      siteTitle: 'Proglog for Java',
      logo: '/log.svg',
      nav: [
        { text: 'Chapters', link: `/${placeOf(chapters[0]).replace(/index$/, '')}`, activeMatch: '^/ch\\d\\d' },
        { text: 'Measured', link: '/benchmarks/RESULTS' },
        { text: 'Architecture', link: '/ARCHITECTURE' },
        { text: 'Glossary', link: '/glossary' },
      ],
      sidebar: sidebar(),
      outline: { level: [2, 3] },
      search: { provider: 'local', options: { _render: searched } },
      socialLinks: repository ? [{ icon: 'github', link: repository }] : [],
      docFooter: { prev: 'Before', next: 'Next' },
      footer: { message: 'Apache License 2.0' },
      externalLinkIcon: true,
    },
    vite: {
      build: { chunkSizeWarningLimit: 4000 },
    },
  }),
)
