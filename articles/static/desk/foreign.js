// HTML of other programs (Word, Google Docs, web pages) as HTML that says what they meant.

const HEADINGS = "h1, h2, h3, h4, h5, h6";
const BLOCKS = `${HEADINGS}, p, ul, ol, table, blockquote, pre, div`;

// In Chromium the page's policy also covers documents that a parser makes: a `style` attribute in them is reported and
// reads as empty. So it is renamed while the text is still text, and what it means is read from there.
export function tidied(html) {
  const renamed = html
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/(<[^>]*?)\sstyle\s*=/gi, "$1 data-style=");
  const page = new DOMParser().parseFromString(renamed, "text/html");
  for (const element of page.querySelectorAll("img, meta, link, title, colgroup, col")) element.remove();
  listsOfWord(page);
  for (const element of page.querySelectorAll("[data-style]")) keepEmphasis(element, page);
  for (const element of page.querySelectorAll(`:is(${HEADINGS}) :is(b, strong)`)) unwrap(element);
  for (const link of page.querySelectorAll("a")) if (!/^(https?|mailto|tel):/i.test(link.getAttribute("href") ?? "")) unwrap(link);
  for (const list of page.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) putIntoItem(list, page);
  dropEmpty(page);
  return page.body.innerHTML;
}

const unwrap = (element) => element.replaceWith(...element.childNodes);

function keepEmphasis(element, page) {
  // At the start of a declaration only: Word writes `mso-bidi-font-weight`.
  const has = (rule) => new RegExp(`(^|;)\\s*${rule}`, "i").test(element.dataset.style);
  if (!/^(SPAN|B|I|A|FONT|STRONG|EM)$/.test(element.tagName)) return;
  const wraps = {
    strong: has("font-weight\\s*:\\s*(bold|[6-9]00)"),
    em: has("font-style\\s*:\\s*italic"),
    sup: has("vertical-align\\s*:\\s*super"),
    sub: has("vertical-align\\s*:\\s*sub"),
  };
  for (const [tag, isMeant] of Object.entries(wraps)) if (isMeant) wrapContent(element, page.createElement(tag));
  const isPlain = { B: "font-weight\\s*:\\s*(normal|400)", I: "font-style\\s*:\\s*normal" };
  const kind = { B: "B", STRONG: "B", I: "I", EM: "I" }[element.tagName];
  if (kind && has(isPlain[kind])) unwrap(element); // Google Docs wraps all it gives in such a <b>
}

function wrapContent(element, wrapper) {
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

// Word writes an item as a paragraph: its level stands in the style, its sign before the words, in a span to be ignored.
function listsOfWord(page) {
  let open = []; // the lists that the next item may go on in, the outermost first
  for (const paragraph of page.querySelectorAll('[data-style*="mso-list"]')) {
    const sign = paragraph.querySelector('[data-style*="mso-list:Ignore" i], [data-style*="mso-list: Ignore" i]');
    const number = /^\s*(?:(\d+)|[a-z]+)[.)]/i.exec(sign?.textContent ?? "");
    sign?.remove();
    const level = Number(/mso-list:[^;]*level(\d+)/i.exec(paragraph.dataset.style)?.[1] ?? 0);
    if (!level || paragraph.tagName !== "P") continue; // a numbered heading is a heading
    if (paragraph.previousElementSibling !== open[0]) open = [];
    const list = listAt(page, paragraph, open, level, number);
    const item = page.createElement("li");
    item.append(...paragraph.childNodes);
    list.append(item);
    paragraph.remove();
  }
}

// The list of that level, begun where there is none yet; `open` is brought up to date.
function listAt(page, paragraph, open, level, number) {
  const tag = number ? "ol" : "ul";
  const begin = () => {
    const list = page.createElement(tag);
    if (number?.[1] > 1) list.setAttribute("start", number[1]);
    return list;
  };
  if (open.length >= level) {
    open.length = level;
    const last = open.at(-1);
    if (last.localName === tag) return last;
    const other = begin();
    last.after(other);
    open[level - 1] = other;
    return other;
  }
  const list = begin();
  const item = open.at(-1)?.lastElementChild;
  if (item) item.append(list);
  else paragraph.before(list);
  open.push(list);
  return list;
}

// Google Docs puts a nested list beside the item that it belongs to.
function putIntoItem(list, page) {
  const item = list.previousElementSibling;
  if (item?.tagName === "LI") {
    item.append(list);
  } else {
    const wrapper = page.createElement("li");
    list.before(wrapper);
    wrapper.append(list);
  }
}

// The nearest node on that side that shows.
function beside(node, side) {
  let other = node[side];
  while (other?.nodeType === Node.TEXT_NODE && !other.data.trim()) other = other[side];
  return other;
}

// Empty lines that others write for their looks.
function dropEmpty(page) {
  for (const paragraph of page.querySelectorAll("p")) {
    if (!paragraph.textContent.trim() && !paragraph.closest("td, th, li")) paragraph.remove();
  }
  for (const line of page.querySelectorAll("br")) {
    if ([beside(line, "previousSibling"), beside(line, "nextSibling")].some((other) => other?.matches?.(BLOCKS))) line.remove();
  }
}
