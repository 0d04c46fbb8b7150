// Feeds as npm's feedsmith reads them. In: JSON, [{name, text}, …]. Out: JSON, by name: {title, entries}.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

// Packages lie in a cache of their own; the first argument is its folder.
const { parseFeed } = createRequire(`${process.argv[2]}/`)('feedsmith')

const readers = {
  rss: (item) => ({
    id: item.guid.value,
    url: item.link,
    title: item.title,
    published: item.pubDate,
    updated: item.atom.updated,
    authors: item.dc?.creators ?? [],
    summary: item.description ?? '',
    html: item.content?.encoded ?? '',
    image: item.media?.groups?.[0]?.contents?.find((one) => one.isDefault)?.url ?? null,
  }),
  atom: (entry) => ({
    id: entry.id,
    url: entry.links.find((link) => link.rel === 'alternate').href,
    title: entry.title.value,
    published: entry.published,
    updated: entry.updated,
    authors: (entry.authors ?? []).map((one) => one.name),
    summary: entry.summary?.value ?? '',
    html: entry.content?.value ?? '',
  }),
  json: (item) => ({
    id: item.id,
    url: item.url,
    title: item.title ?? '',
    published: item.date_published,
    updated: item.date_modified,
    authors: (item.authors ?? []).map((one) => one.name),
    summary: item.summary ?? '',
    html: item.content_html ?? '',
    image: item.image ?? null,
  }),
}

function read({ name, text }) {
  const { format, feed } = parseFeed(text)
  const title = typeof feed.title === 'string' ? feed.title : feed.title.value
  return [name, { title, entries: (feed.items ?? feed.entries ?? []).map(readers[format]) }]
}

const feeds = JSON.parse(readFileSync(0, 'utf8'))
process.stdout.write(JSON.stringify(Object.fromEntries(feeds.map(read))))
