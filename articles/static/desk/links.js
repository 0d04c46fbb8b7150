// Links with a dialog that says which addresses can be kept: absolute ones, for a feed carries the text elsewhere.

import { InputRule, Link as ProseLink } from "django-prose-editor/editor";
import { ask } from "desk/asking";
import { filled, gettext } from "desk/words";

const WRITTEN = /(?<!!)\[([^[\]]+)\]\(((?:[^\s()]|\([^\s()]*\))+)\)$/; // as in Markdown

export const Link = ProseLink.extend({
  addOptions() {
    return { ...this.parent?.(), autolink: false, linkOnPaste: true, openOnClick: false, enableTarget: false };
  },
  addInputRules() {
    return [new InputRule({ find: WRITTEN, handler: makeLink })];
  },
  addKeyboardShortcuts() {
    return {
      "Mod-k": () => {
        askForLink(this.editor);
        return true;
      },
    };
  },
});

// What was written as [words](address), once its bracket closes.
function makeLink({ state: { tr, schema }, range: { from, to }, match: [, words, address] }) {
  const href = completed(address);
  if (!href) return;
  tr.delete(from + 1 + words.length, to).delete(from, from + 1);
  const link = schema.marks.link.create({ href });
  tr.addMark(from, from + words.length, link).removeStoredMark(link);
}

// "example.org/a" means https; a relative address, or any other scheme, could not be kept.
export function completed(address) {
  const trimmed = address.trim();
  if (/^(https?:\/\/\S+\.\S|mailto:\S+@\S|tel:\+?\d|#\S)/i.test(trimmed)) return trimmed;
  return /^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(trimmed) ? `https://${trimmed}` : null;
}

// For what is selected, the link at the cursor, or the word there; between words the address itself is put in.
export function askForLink(editor) {
  editor.view.domObserver.flush(); // a selection made a moment ago
  const isLink = editor.isActive("link");
  const isOpen = editor.state.selection.empty && !isLink;
  const word = isOpen ? wordAt(editor.state.selection.$from) : null;
  const empty = isOpen ? gettext("Nothing is selected: the address itself is put in.") : "";
  ask({
    label: gettext("Address of the link"),
    button: gettext("Set link"),
    help: word ? filled(gettext("For “%(text)s”"), word) : empty,
    value: editor.getAttributes("link").href ?? "",
    problemOf: (words) => (completed(words) ? "" : gettext("Give a whole address: https://…, mailto:…, tel:… or #place.")),
    take: (words) => {
      const attrs = { href: completed(words) };
      const chain = editor.chain();
      if (word) chain.setTextSelection(word).setLink(attrs).setTextSelection(editor.state.selection.from).run();
      else if (isOpen) chain.insertContent({ type: "text", text: words.trim(), marks: [{ type: "link", attrs }] }).run();
      else chain.extendMarkRange("link").setLink(attrs).run();
    },
    remove: isLink ? { label: gettext("Remove link"), act: () => editor.chain().extendMarkRange("link").unsetLink().run() } : null,
    leave: () => editor.view.focus(),
  });
}

// The word that the cursor is in, or at the end of: its text, and from where to where it goes. Else null.
function wordAt({ parent, parentOffset, pos }) {
  const text = parent.textBetween(0, parent.content.size, "\ufffc", "\ufffc");
  const segments = new Intl.Segmenter(document.documentElement.lang, { granularity: "word" }).segment(text);
  const word = [parentOffset, parentOffset - 1].map((at) => segments.containing(at)).find((one) => one?.isWordLike);
  if (!word) return null;
  const from = pos - parentOffset + word.index;
  return { text: word.segment, from, to: from + word.segment.length };
}
