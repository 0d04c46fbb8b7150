// Text with the signs of Markdown as HTML that says what they mean: headings, lists, quotes, code, bold, italic, links.

const FENCE = /^ {0,3}(```|~~~)/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$/;
const LINE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^(\s*)(?:[-*+]|(\d{1,3})[.)])\s+(?=\S)/;

const LINK = /\[(?<words>(?:[^[\]]|\[[^[\]]*\])+)\]\((?<address>(?:https?:\/\/|mailto:|tel:)(?:[^\s()]|\([^\s()]*\))+)(?:\s+"[^"]*")?\)/u.source;
const INLINE = new RegExp(
  [
    /\\(?<plain>[\p{P}\p{S}])/u.source,
    /`(?<code>[^`]+)`/u.source,
    `(?<image>!)?${LINK}`,
    /<(?<bare>https?:\/\/[^<>\s]+)>/u.source,
    // No sign of emphasis within a word: file_name_1, 2*3*4.
    /(?<![\p{L}\p{N}*_])(?<sign>\*{1,3}|_{1,3})(?=\S)(?<stressed>.{1,1000}?)(?<=\S)\k<sign>(?![\p{L}\p{N}*_])/u.source,
  ].join("|"),
  "gsu",
);
const STRESSES = [null, ["<em>", "</em>"], ["<strong>", "</strong>"], ["<strong><em>", "</em></strong>"]]; // by the length of the sign

// null: it says nothing that plain paragraphs would not.
export function htmlOfMarkdown(text) {
  // Who parts paragraphs by empty lines may have wrapped them; who does not, ends one with each line.
  const isWrapped = /\S[^\S\n]*\n\s*?\n\s*\S/.test(text.trimEnd());
  const html = blocksOf(text.replace(/\r\n?/g, "\n").split("\n"), isWrapped);
  return /<(?!\/?(?:p|br)>)/.test(html) ? html : null;
}

function blocksOf(lines, isWrapped) {
  const made = [];
  let at = 0;
  while (at < lines.length) {
    const [html, next] = (startOf(lines, at) ?? paragraph)(lines, at, isWrapped);
    made.push(html);
    at = next;
  }
  return made.join("");
}

// What begins with this line, as a function that gives its HTML and the line after it; undefined: a paragraph.
function startOf(lines, at) {
  const line = lines[at];
  if (!line.trim()) return () => ["", at + 1];
  if (FENCE.test(line)) return fenced;
  if (HEADING.test(line)) return heading;
  if (LINE.test(line)) return () => ["<hr>", at + 1];
  if (QUOTE.test(line)) return quote;
  return isListAt(lines, at) ? list : undefined;
}

function fenced(lines, start) {
  const [, sign] = FENCE.exec(lines[start]);
  const end = firstFrom(lines, start + 1, (line) => line.trim().startsWith(sign));
  return [`<pre>${escaped(lines.slice(start + 1, end).join("\n"))}</pre>`, end + 1];
}

function heading(lines, at) {
  const [, signs, words] = HEADING.exec(lines[at]);
  const tag = `h${Math.min(signs.length, 4)}`; // the deepest that there is
  return [`<${tag}>${inlineOf(words)}</${tag}>`, at + 1];
}

function quote(lines, start, isWrapped) {
  const end = firstFrom(lines, start, (line) => !QUOTE.test(line));
  return [`<blockquote>${blocksOf(lines.slice(start, end).map((line) => line.replace(QUOTE, "")), isWrapped)}</blockquote>`, end];
}

// A number alone may begin a sentence ("3. May"): a list is one from its second item on.
function isListAt(lines, start) {
  const found = ITEM.exec(lines[start]);
  if (!found?.[2]) return Boolean(found);
  const next = firstFrom(lines, start + 1, (line) => line.trim() && indentOf(line) <= found[1].length);
  return Number(ITEM.exec(lines[next] ?? "")?.[2]) === Number(found[2]) + 1;
}

// The number of the first line from `start` that fulfils the condition; how many lines there are, if none does.
function firstFrom(lines, start, fulfils) {
  let at = start;
  while (at < lines.length && !fulfils(lines[at])) at += 1;
  return at;
}

const indentOf = (line) => line.length - line.trimStart().length;

function list(lines, start) {
  const [, indent, number] = ITEM.exec(lines[start]);
  const isWithin = (line) => indentOf(line) > indent.length; // what belongs to an item stands further in
  const startsItem = (line) => {
    const found = ITEM.exec(line);
    return Boolean(found) && Boolean(found[2]) === Boolean(number);
  };
  const items = [];
  let at = start;
  for (; at < lines.length; at += 1) {
    const line = lines[at];
    if (line.trim() && !isWithin(line)) {
      if (!startsItem(line) || LINE.test(line)) break;
      items.push([line.replace(ITEM, "")]);
    } else if (line.trim()) {
      items.at(-1).push(line);
    } else {
      const next = lines.slice(at).find((later) => later.trim());
      if (!next || !(isWithin(next) || startsItem(next))) break;
      items.at(-1).push("");
    }
  }
  const html = items.map((inner) => `<li>${blocksOf(inner, true)}</li>`).join("");
  if (!number) return [`<ul>${html}</ul>`, at];
  return [`<ol${Number(number) > 1 ? ` start="${Number(number)}"` : ""}>${html}</ol>`, at];
}

function paragraph(lines, start, isWrapped) {
  let end = start + 1;
  while (isWrapped && end < lines.length && !startOf(lines, end)) end += 1;
  const words = lines.slice(start, end).map((line) => line.trimStart().replace(/(?: {2,}|\\)$/, "\n").replace(/ $/, ""));
  return [`<p>${inlineOf(words.join(" ").trim().replace(/\n /g, "\n")).replace(/\n/g, "<br>")}</p>`, end];
}

function inlineOf(text) {
  const made = [];
  let done = 0;
  for (const { 0: whole, index, groups } of text.matchAll(INLINE)) {
    made.push(escaped(text.slice(done, index)), meant(groups));
    done = index + whole.length;
  }
  return made.join("") + escaped(text.slice(done));
}

function meant({ plain, code, image, words, address, bare, sign, stressed }) {
  if (plain) return escaped(plain);
  if (code) return `<code>${escaped(code)}</code>`;
  if (image) return ""; // foreign, as in any paste
  if (words) return `<a href="${escaped(address)}">${inlineOf(words)}</a>`;
  if (bare) return `<a href="${escaped(bare)}">${escaped(bare)}</a>`;
  const [before, after] = STRESSES[sign.length];
  return before + inlineOf(stressed) + after;
}

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
