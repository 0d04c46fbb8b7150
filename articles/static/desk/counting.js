// Words as the site counts them (articles/text/plain.py), so that writers and readers are told the same number.

import { filled, gettext, ngettext } from "desk/words";

const WORDS_PER_MINUTE = 230;
const CJK = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/gu; // written without spaces
const GAPS = /[\s–—―/…]+/;
const IS_WORD = /[\p{L}\p{N}]/u;

export function countWords(text) {
  const signs = text.match(CJK)?.length ?? 0;
  return signs + text.replace(CJK, " ").split(GAPS).filter((run) => IS_WORD.test(run)).length;
}

const counted = new WeakMap();

// Of a block with all that is in it. A node never changes, so each is counted once.
export function wordsOf(node) {
  if (!counted.has(node)) {
    const text = node.textBetween(0, node.content.size, "\n", "\n");
    counted.set(node, countWords(node.attrs.caption ? `${node.attrs.caption}\n${text}` : text));
  }
  return counted.get(node);
}

export function wordsIn(doc) {
  let words = 0;
  doc.forEach((node) => {
    words += wordsOf(node);
  });
  return words;
}

export const selectedWords = ({ doc, selection: { from, to, empty } }) => (empty ? 0 : countWords(doc.textBetween(from, to, "\n", "\n")));

const shown = (number) => number.toLocaleString(document.documentElement.lang);

export function inWords(words, selected) {
  if (selected) return filled(gettext("%(selected)s of %(words)s words"), { selected: shown(selected), words: shown(words) });
  const all = filled(ngettext("%(words)s word", "%(words)s words", words), { words: shown(words) });
  if (!words) return all;
  return `${all} · ${filled(gettext("%(minutes)s min"), { minutes: shown(Math.ceil(words / WORDS_PER_MINUTE)) })}`;
}
