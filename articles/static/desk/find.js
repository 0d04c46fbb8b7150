// Find and replace over lead and text. Hits are found anew with each change while something is sought.

import { crel, Extension, pm } from "django-prose-editor/editor";
import { filled, gettext, ngettext } from "desk/words";

const { closeHistory } = pm.history;
const { Plugin, PluginKey, TextSelection } = pm.state;
const { Decoration, DecorationSet } = pm.view;
const key = new PluginKey("find");
const ASKED = "desk:find"; // an event of the window
const NOTHING = { pattern: null, hits: [], shown: DecorationSet.empty };

export const askToFind = () => window.dispatchEvent(new CustomEvent(ASKED));

export const Find = Extension.create({
  name: "find",
  addKeyboardShortcuts: () => ({
    "Mod-f": () => {
      askToFind();
      return true;
    },
  }),
  addProseMirrorPlugins: () => [
    new Plugin({
      key,
      state: {
        init: () => NOTHING,
        apply(tr, old) {
          const asked = tr.getMeta(key);
          if (!asked && !(tr.docChanged && old.pattern)) return old;
          const { pattern, current = -1 } = asked ?? old;
          if (!pattern) return NOTHING;
          const hits = asked && asked.pattern === old.pattern && !tr.docChanged ? old.hits : hitsIn(tr.doc, pattern);
          const marked = hits.map(({ from, to }, index) => Decoration.inline(from, to, { class: index === current ? "find-hit find-current" : "find-hit" }));
          return { pattern, hits, shown: DecorationSet.create(tr.doc, marked) };
        },
      },
      props: { decorations: (state) => key.getState(state).shown },
    }),
  ],
});

// Within one block; a line break, or whatever else is no text, is a sign that nobody seeks.
function hitsIn(doc, pattern) {
  const hits = [];
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    for (const { index, 0: found } of node.textBetween(0, node.content.size, "", "\ufffc").matchAll(pattern)) {
      const from = pos + 1 + index;
      hits.push({ from, to: from + found.length });
    }
    return false;
  });
  return hits;
}

function patternOf(words, isExact) {
  if (!words) return null;
  const escaped = words.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/ /g, "\\s");
  return new RegExp(escaped, isExact ? "gu" : "giu");
}

// What is put in place of a hit looks as its first letter did; and a highlight that was in it goes on in it.
function replace(tr, { from, to }, words) {
  if (!words) return tr.delete(from, to);
  let { marks } = tr.doc.nodeAt(from);
  tr.doc.nodesBetween(from, to, (node) => {
    const highlight = node.isText && node.marks.find(({ type }) => type.name === "highlightPassage");
    if (highlight && !highlight.type.isInSet(marks)) marks = highlight.addToSet(marks);
  });
  return tr.replaceWith(from, to, tr.doc.type.schema.text(words, marks));
}

export class FindBar {
  constructor(place, editors) {
    this.editors = editors;
    this.at = -1; // among all hits
    const field = (id, label) => crel("input", { type: "text", id, "aria-label": label, placeholder: label, autocomplete: "off", spellcheck: false });
    this.sought = field("find-words", gettext("Find"));
    this.put = field("find-replacement", gettext("Replace with"));
    this.exact = crel("button", { type: "button", textContent: "Aa", "aria-pressed": "false", title: gettext("Match capitals"), "aria-label": gettext("Match capitals") });
    this.status = crel("span", { className: "find-count", role: "status" });
    const button = (textContent, label, act) => {
      const made = crel("button", { type: "button", textContent, title: label, "aria-label": label });
      made.addEventListener("click", act);
      return made;
    };
    this.bar = crel("div", { className: "find-bar", role: "search", "aria-label": gettext("Find and replace"), hidden: true }, [
      crel("div", { className: "find-row" }, [
        this.sought,
        this.exact,
        this.status,
        button("↑", gettext("Previous (Shift+Enter)"), () => this.step(-1)),
        button("↓", gettext("Next (Enter)"), () => this.step(1)),
        button("✕", gettext("Close (Escape)"), () => this.close()),
      ]),
      crel("div", { className: "find-row" }, [
        this.put,
        button(gettext("Replace"), gettext("Replace"), () => this.replaceOne()),
        button(gettext("All"), gettext("Replace all"), () => this.replaceAll()),
      ]),
    ]);
    place.prepend(crel("div", { className: "find" }, [this.bar]));
    for (const event of ["input", "change"]) this.bar.addEventListener(event, (happened) => happened.stopPropagation()); // no part of the article
    this.sought.addEventListener("input", () => this.search());
    this.exact.addEventListener("click", () => {
      this.exact.setAttribute("aria-pressed", String(!this.isExact));
      this.search();
    });
    this.bar.addEventListener("keydown", (event) => this.key(event));
    for (const editor of editors) editor.on("update", () => !this.bar.hidden && this.tell());
    window.addEventListener(ASKED, () => this.open());
  }

  get isExact() {
    return this.exact.getAttribute("aria-pressed") === "true";
  }

  // All hits in their order, each with its editor and its place among those of the editor.
  get hits() {
    return this.editors.flatMap((editor) => key.getState(editor.state).hits.map((hit, index) => ({ ...hit, editor, index })));
  }

  open() {
    const writing = this.editors.find((editor) => editor.isFocused);
    if (writing) {
      writing.view.domObserver.flush(); // a selection made a moment ago
      const { from, to, $from, $to } = writing.state.selection;
      if (from < to && $from.sameParent($to)) this.sought.value = writing.state.doc.textBetween(from, to);
      this.writing = writing;
    }
    this.bar.hidden = false;
    this.sought.select();
    this.sought.focus();
    this.search();
  }

  close() {
    const hit = this.hits[this.at];
    this.bar.hidden = true;
    this.ask(null);
    const editor = hit?.editor ?? this.writing ?? this.editors.at(-1);
    editor.view.focus();
  }

  ask(pattern, current = null) {
    for (const editor of this.editors) {
      const tr = editor.state.tr.setMeta(key, { pattern, current: current?.editor === editor ? current.index : -1 });
      if (current?.editor === editor) tr.setSelection(TextSelection.create(tr.doc, current.from, current.to));
      editor.view.dispatch(tr.setMeta("addToHistory", false));
    }
  }

  // Anew; and to the first hit from the cursor on.
  search() {
    this.pattern = patternOf(this.sought.value, this.isExact);
    this.ask(this.pattern);
    const { hits } = this;
    const { from = 0 } = this.writing?.state.selection ?? {};
    const next = hits.findIndex((hit) => hit.editor === this.writing && hit.from >= from);
    this.show(Math.max(next, hits.length ? 0 : -1));
  }

  show(at) {
    this.at = at;
    const hit = this.hits[at];
    if (hit) {
      this.ask(this.pattern, hit);
      hit.editor.view.dom.querySelector(".find-current")?.scrollIntoView({ block: "center" });
    }
    this.tell();
  }

  step(by) {
    const { length } = this.hits;
    if (length) this.show((this.at + by + length) % length);
  }

  replaceOne() {
    const hit = this.hits[this.at];
    if (!hit) return;
    const { editor, from, to } = hit;
    editor.view.dispatch(replace(closeHistory(editor.state.tr), { from, to }, this.put.value));
    const end = from + this.put.value.length;
    const order = this.editors.indexOf(editor);
    const next = this.hits.findIndex((other) => this.editors.indexOf(other.editor) > order || (other.editor === editor && other.from >= end));
    this.show(next < 0 && this.hits.length ? 0 : next);
  }

  replaceAll() {
    const { length } = this.hits;
    for (const editor of this.editors) {
      const { hits } = key.getState(editor.state);
      if (!hits.length) continue;
      const tr = closeHistory(editor.state.tr);
      for (const hit of hits.toReversed()) replace(tr, hit, this.put.value);
      editor.view.dispatch(tr);
    }
    this.at = -1;
    this.say(filled(ngettext("%(count)s replaced", "%(count)s replaced", length), { count: length }));
  }

  tell() {
    const { length } = this.hits;
    if (this.at >= length) this.at = -1;
    if (!this.pattern) this.say("");
    else if (!length) this.say(gettext("Not found"));
    else if (this.at < 0) this.say(filled(ngettext("%(count)s hit", "%(count)s hits", length), { count: length }));
    else this.say(filled(gettext("%(place)s of %(count)s"), { place: this.at + 1, count: length }));
  }

  say(words) {
    if (this.status.textContent !== words) this.status.textContent = words;
  }

  key(event) {
    if (event.isComposing) return;
    const isFind = event.key.toLowerCase() === "f" && (event.ctrlKey || event.metaKey);
    if (event.key === "Escape") this.close();
    else if (isFind) this.sought.select();
    else if (event.key === "Enter" && event.target === this.sought) this.step(event.shiftKey ? -1 : 1);
    else if (event.key === "Enter" && event.target === this.put) this.replaceOne();
    else return;
    event.preventDefault();
  }
}
