// Find and replace over lead and text. Hits are found anew with each change while something is sought; the current one
// is the one at a place that goes along with the text, so that it stays the same while somebody writes elsewhere.

import { crel, Extension, pm } from "django-prose-editor/editor";
import { filled, gettext, ngettext } from "desk/words";

const { closeHistory } = pm.history;
const { Plugin, PluginKey, TextSelection } = pm.state;
const { Decoration, DecorationSet } = pm.view;
const key = new PluginKey("find");
const ASKED = "desk:find"; // an event of the window
const HISTORY = "history$"; // how prosemirror-history marks an undo and a redo
const NOTHING = { pattern: null, place: null, hits: [], shown: DecorationSet.empty };

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
          const { pattern } = asked ?? old;
          if (!pattern) return NOTHING;
          const place = asked ? asked.place : old.place && tr.mapping.map(old.place);
          const hits = asked && asked.pattern === old.pattern && !tr.docChanged ? old.hits : hitsIn(tr.doc, pattern);
          const marked = hits.map(({ from, to }) => Decoration.inline(from, to, { class: from === place ? "find-hit find-current" : "find-hit" }));
          return { pattern, place, hits, shown: DecorationSet.create(tr.doc, marked) };
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

// Whole words: no letter goes on where one is sought. After a full stop or a bracket that is no question.
function patternOf(words, { isExact, isWhole }) {
  if (!words) return null;
  const escaped = words.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/ /g, "\\s");
  const start = isWhole && /^[\p{L}\p{N}_]/u.test(words) ? "(?<![\\p{L}\\p{M}\\p{N}_])" : "";
  const end = isWhole && /[\p{L}\p{M}\p{N}_]$/u.test(words) ? "(?![\\p{L}\\p{M}\\p{N}_])" : "";
  return new RegExp(`${start}${escaped}${end}`, isExact ? "gu" : "giu");
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
    this.replaced = []; // in lead and text at once: of each time { editor, before, after } of both, as documents
    const field = (id, label) => crel("input", { type: "text", id, "aria-label": label, placeholder: label, autocomplete: "off", spellcheck: false });
    this.sought = field("find-words", gettext("Find"));
    this.put = field("find-replacement", gettext("Replace with"));
    this.exact = this.option("Aa", gettext("Match capitals"));
    this.whole = this.option("|a|", gettext("Whole words"));
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
        this.whole,
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
    this.bar.addEventListener("keydown", (event) => this.key(event));
    for (const editor of editors) {
      editor.on("update", () => !this.bar.hidden && this.tell());
      editor.on("transaction", ({ transaction }) => this.follow(editor, transaction));
    }
    window.addEventListener(ASKED, () => this.open());
  }

  option(textContent, label) {
    const button = crel("button", { type: "button", textContent, "aria-pressed": "false", title: label, "aria-label": label });
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.ariaPressed !== "true"));
      this.search();
    });
    return button;
  }

  // All hits in their order, each with its editor.
  get hits() {
    return this.editors.flatMap((editor) => key.getState(editor.state).hits.map((hit) => ({ ...hit, editor })));
  }

  // How many of them stand before the current place; and whether there is one at it, which an edit may have taken away.
  get reached() {
    const order = this.editors.findIndex((editor) => key.getState(editor.state).place !== null);
    if (order < 0) return { passed: 0, isAtHit: false };
    const { place, hits } = key.getState(this.editors[order].state);
    const before = this.editors.slice(0, order).reduce((sum, editor) => sum + key.getState(editor.state).hits.length, 0);
    return { passed: before + hits.filter(({ from }) => from < place).length, isAtHit: hits.some(({ from }) => from === place) };
  }

  get current() {
    const { passed, isAtHit } = this.reached;
    return isAtHit ? this.hits[passed] : null;
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
    const { current } = this;
    this.bar.hidden = true;
    this.ask(null);
    const editor = current?.editor ?? this.writing ?? this.editors.at(-1);
    editor.view.focus();
  }

  ask(pattern, current = null) {
    for (const editor of this.editors) {
      const tr = editor.state.tr.setMeta(key, { pattern, place: current?.editor === editor ? current.from : null });
      if (current?.editor === editor) tr.setSelection(TextSelection.create(tr.doc, current.from, current.to));
      editor.view.dispatch(tr.setMeta("addToHistory", false));
    }
  }

  // Anew; and to the first hit from the cursor on.
  search() {
    this.pattern = patternOf(this.sought.value, { isExact: this.exact.ariaPressed === "true", isWhole: this.whole.ariaPressed === "true" });
    this.ask(this.pattern);
    const { hits } = this;
    const { from = 0 } = this.writing?.state.selection ?? {};
    const next = hits.findIndex((hit) => hit.editor === this.writing && hit.from >= from);
    this.show(Math.max(next, hits.length ? 0 : -1));
  }

  show(at) {
    const hit = this.hits[at];
    if (hit) {
      this.ask(this.pattern, hit);
      hit.editor.view.dom.querySelector(".find-current")?.scrollIntoView({ block: "center" });
    }
    this.tell();
  }

  step(by) {
    const { length } = this.hits;
    const { passed, isAtHit } = this.reached;
    const next = by > 0 && !isAtHit ? passed : passed + by;
    if (length) this.show((next + length) % length);
  }

  // What is shown as the current hit, and no other: where there is none, it leads to the next one.
  replaceOne() {
    const { current } = this;
    if (current) {
      const { editor, from, to } = current;
      editor.view.dispatch(replace(closeHistory(editor.state.tr), { from, to }, this.put.value));
      this.show(this.reached.passed % this.hits.length);
    } else {
      this.step(1);
    }
  }

  replaceAll() {
    const { length } = this.hits;
    const changed = this.editors.filter((editor) => key.getState(editor.state).hits.length);
    const parts = changed.map((editor) => {
      const tr = closeHistory(editor.state.tr);
      for (const hit of key.getState(editor.state).hits.toReversed()) replace(tr, hit, this.put.value);
      const before = editor.state.doc;
      editor.view.dispatch(tr);
      return { editor, before, after: editor.state.doc };
    });
    if (parts.length > 1) this.replaced.push(parts);
    if (parts.length && !changed.includes(this.writing)) this.writing = changed.at(-1); // an undo begins where something changed
    this.ask(this.pattern);
    this.say(filled(ngettext("%(count)s replaced", "%(count)s replaced", length), { count: length }));
  }

  // Lead and text have a history each; what was replaced in both at once is taken back in both, and brought back.
  follow(editor, transaction) {
    const { redo } = transaction.getMeta(HISTORY) ?? {};
    if (redo === undefined) return;
    const [from, to] = redo ? ["before", "after"] : ["after", "before"];
    const parts = this.replaced.find((some) => some.some((one) => one.editor === editor && one[from].eq(transaction.before) && one[to].eq(editor.state.doc)));
    const other = parts?.find((one) => one.editor !== editor);
    if (other?.[from].eq(other.editor.state.doc)) other.editor.commands[redo ? "redo" : "undo"]();
  }

  tell() {
    const { length } = this.hits;
    const { passed, isAtHit } = this.reached;
    if (!this.pattern) this.say("");
    else if (!length) this.say(gettext("Not found"));
    else if (!isAtHit) this.say(filled(ngettext("%(count)s hit", "%(count)s hits", length), { count: length }));
    else this.say(filled(gettext("%(place)s of %(count)s"), { place: passed + 1, count: length }));
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
