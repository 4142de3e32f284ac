// The first page: the root README, with a way in on top.
import { slugify } from './slug.js'
import { chapters, placeOf, read } from './pages.js'

const plain = (text) =>
  text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`]/g, '')
    .replace(/\s+/g, ' ')
    .trim()

// What a chapter is about, in a line
const ABOUT = {
  1: 'A list to which one may only add: its contract, a first implementation, and an HTTP server that strangers cannot break.',
  3: 'Files that survive power cuts, full disks and flipped bits. One sync for everybody who waits.',
  4: 'A typed service with streams, and a client that is a log. An answer can get lost; what then?',
  5: 'Mutual TLS, an access list, and a line for each refusal, around a server that does not change.',
  6: 'Metrics, traces, logs and health: where did the time go, at ten past three?',
  7: 'Nodes that find each other by gossip, and why copying each other is not replication.',
  8: 'One order that a majority agrees on, and that no failure of one node can take back.',
  9: 'A client that knows who leads, and a producer whose records are there once, whoever dies.',
  10: 'Settings, draining, backup, a console, containers and Kubernetes.',
}

// Where the root README says how to run it
const TRY = 'From clone to cluster'

export function home(text) {
  const [, title, intro, rest] = /^# (.+)\n\n([\s\S]+?)\n\n([\s\S]*)$/.exec(text)
  const [tagline, more] = /^([\s\S]*?\.)(?:\s+([\s\S]*))?$/.exec(intro).slice(1)
  const cards = chapters.map((file) => {
    const [, number, name] = /^# Chapter (\d+): (.+)$/m.exec(read(file))
    return {
      title: `${number} · ${plain(name)}`,
      details: ABOUT[number],
      link: `/${placeOf(file).replace(/index$/, '')}`,
    }
  })
  const front = {
    layout: 'home',
    title: 'Welcome',
    hero: {
      name: title,
      text: 'A distributed log you build yourself',
      tagline: plain(tagline),
      image: { src: '/log.svg', alt: 'three copies of a log, one record behind the other' },
      actions: [
        { theme: 'brand', text: 'Begin with chapter 1', link: cards[0].link },
        { theme: 'alt', text: 'Start a cluster', link: `#${slugify(TRY)}` },
        { theme: 'alt', text: 'The life of a record', link: '/docs/life-of-a-record' },
      ],
    },
    features: cards,
  }
  return `---\n${JSON.stringify(front)}\n---\n\n${more ?? ''}\n\n${rest}`
}
