// One toolbar for lead and text: it acts on the one that was written in last. As WAI-ARIA has it one stop of the Tab key,
// arrows within; Alt+F10 leads in, Escape back to the text.

import { crel } from "django-prose-editor/editor";
import { askForEmbed } from "desk/embeds";
import { askForFigure } from "desk/figures";
import { askToFind } from "desk/find";
import { isHighlighted } from "desk/highlights";
import { icon } from "desk/icons";
import { askForLink } from "desk/links";
import { filled, gettext } from "desk/words";

const mark = (name, sign, label, title) => ({
  sign,
  label,
  title,
  run: (chain) => chain.toggleMark(name),
  active: (editor) => editor.isActive(name),
});

const heading = (level) => ({
  sign: `H${level}`,
  label: filled(gettext("Heading %(level)s"), { level }),
  title: filled(gettext("Heading %(level)s (Ctrl+Alt+%(level)s)"), { level }),
  run: (chain) => chain.toggleHeading({ level }),
  active: (editor) => editor.isActive("heading", { level }),
  isBlock: true,
});

const block = (item) => ({ ...item, isBlock: true });

const HEADINGS = [
  block({ sign: "H2", label: gettext("Section"), title: gettext("Heading that starts a section (Ctrl+Alt+2, or ## and a space)"), run: (chain) => chain.toggleSection(), active: (editor) => editor.isActive("sectionHeading") }),
  heading(3),
];

const MARKS = [
  mark("bold", "B", gettext("Bold"), gettext("Bold (Ctrl+B)")),
  mark("italic", "I", gettext("Italic"), gettext("Italic (Ctrl+I)")),
  { sign: "link", label: gettext("Link"), title: gettext("Link (Ctrl+K)"), ask: askForLink, active: (editor) => editor.isActive("link") },
  { sign: "highlight", label: gettext("Highlight"), title: gettext("Highlight (Ctrl+Shift+H)"), run: (chain) => chain.toggleHighlightPassage(), active: (editor) => isHighlighted(editor.state) },
];

const BLOCKS = [
  block({ sign: "list", label: gettext("List"), title: gettext("List (- and a space)"), run: (chain) => chain.toggleBulletList(), active: (editor) => editor.isActive("bulletList") }),
  block({ sign: "numbers", label: gettext("Numbers"), title: gettext("Numbered list (1. and a space)"), run: (chain) => chain.toggleOrderedList(), active: (editor) => editor.isActive("orderedList") }),
  block({ sign: "quote", label: gettext("Quote"), title: gettext("Quotation (> and a space)"), run: (chain) => chain.toggleQuote(null), active: (editor) => editor.isActive("blockquote", { kind: null }) }),
  block({ sign: "pull", label: gettext("Pull quote"), title: gettext("Pull quote"), run: (chain) => chain.toggleQuote("pull"), active: (editor) => editor.isActive("blockquote", { kind: "pull" }) }),
];

const THINGS = [
  block({ sign: "picture", label: gettext("Picture"), title: gettext("Picture from the library"), ask: askForFigure }),
  block({ sign: "embed", label: gettext("Embed"), title: gettext("Film or sound by its address"), ask: askForEmbed }),
  block({ sign: "table", label: gettext("Table"), title: gettext("Table of three columns"), run: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), hidden: (editor) => editor.isActive("table") }),
  block({ sign: "line", label: gettext("Line"), title: gettext("Dividing line (--- on a line of its own)"), run: (chain) => chain.setHorizontalRule() }),
];

const inTable = (item) => block({ ...item, hidden: (editor) => !editor.isActive("table") });

const TABLE = [
  inTable({ sign: "rowAfter", label: gettext("Row below"), title: gettext("Row below (Alt+Shift+↓)"), run: (chain) => chain.addRowAfter() }),
  inTable({ sign: "columnAfter", label: gettext("Column after"), title: gettext("Column after (Alt+Shift+→)"), run: (chain) => chain.addColumnAfter() }),
  inTable({ sign: "rowDelete", label: gettext("Delete row"), title: gettext("Delete row (Alt+Shift+Backspace)"), run: (chain) => chain.deleteRow() }),
  inTable({ sign: "columnDelete", label: gettext("Delete column"), title: gettext("Delete column (Alt+Shift+Delete)"), run: (chain) => chain.deleteColumn() }),
  inTable({ sign: "remove", label: gettext("Delete table"), title: gettext("Delete table"), run: (chain) => chain.deleteTable() }),
];

// What is seldom needed waits behind one button.
const MORE = [
  heading(4),
  mark("subscript", "X₂", gettext("Subscript"), gettext("Subscript")),
  mark("superscript", "X²", gettext("Superscript"), gettext("Superscript")),
  mark("code", "code", gettext("Code"), gettext("Code (Ctrl+E)")),
  block({ sign: "pre", label: gettext("Code block"), title: gettext("Code block"), run: (chain) => chain.toggleCodeBlock(), active: (editor) => editor.isActive("codeBlock") }),
];

const PAGE = [
  { sign: "undo", label: gettext("Undo"), title: gettext("Undo (Ctrl+Z)"), run: (chain) => chain.undo() },
  { sign: "redo", label: gettext("Redo"), title: gettext("Redo (Ctrl+Shift+Z)"), run: (chain) => chain.redo() },
  { sign: "find", label: gettext("Find and replace"), title: gettext("Find and replace (Ctrl+F)"), ask: askToFind },
];

export class Toolbar {
  constructor({ lead, document: text }) {
    this.text = text;
    this.editor = text; // the one that was written in last
    this.buttons = [];
    const [headings, marks, blocks, things, table, page, seldom] = [HEADINGS, MARKS, BLOCKS, THINGS, TABLE, PAGE, MORE].map((items) => this.group(items));
    this.page = page;
    this.folding = [things, blocks, table, marks, headings]; // the first that has to go, first
    fold(seldom, true);
    const more = crel("span", { className: "writing-toolbar-group" }, [this.moreButton()]);
    this.element = crel("div", { className: "writing-toolbar", role: "toolbar", "aria-label": gettext("Formatting") }, [headings, marks, blocks, things, table, more, page, seldom]);
    this.element.addEventListener("keydown", (event) => this.move(event));
    for (const editor of [lead, text]) {
      editor.on("focus", () => {
        this.editor = editor;
        this.plan();
      });
      editor.on("blur", () => this.plan());
      editor.on("transaction", () => this.plan());
      editor.view.dom.addEventListener("keydown", (event) => {
        if (event.altKey && event.key === "F10") this.element.querySelector('[tabindex="0"]').focus();
      });
    }
    this.show();
    new ResizeObserver(() => this.fit()).observe(this.element);
  }

  get all() {
    return [...this.element.querySelectorAll("button")];
  }

  // From the first row on.
  get shown() {
    const shown = this.all.filter((button) => !button.closest("[hidden]"));
    const [first, behind] = [shown.filter((button) => !isFolded(button)), shown.filter(isFolded)];
    return "more" in this.element.dataset ? [...first, ...behind] : first;
  }

  group(items) {
    return crel("span", { className: "writing-toolbar-group" }, items.map((item) => this.button(item)));
  }

  button(item) {
    const button = makeButton(item);
    if (item.active) button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled")) return;
      if (item.ask) item.ask(this.editor);
      else item.run(this.editor.chain().focus()).run();
    });
    this.buttons.push({ button, item });
    return button;
  }

  moreButton() {
    const button = makeButton({ sign: "more", label: gettext("More"), title: gettext("More formatting") });
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => {
      const isOpen = this.element.toggleAttribute("data-more");
      button.setAttribute("aria-expanded", String(isOpen));
      this.keepStop();
    });
    return button;
  }

  // Once a frame: a key must not wait for twenty buttons.
  plan() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      if (!this.text.isDestroyed) this.show();
    });
  }

  show() {
    const { editor } = this;
    const before = this.shown.length;
    const isUsed = editor.isFocused || this.element.contains(document.activeElement); // else no button says where a cursor would be
    for (const { button, item } of this.buttons) {
      const isOut = Boolean(item.isBlock) && editor !== this.text; // the lead is one paragraph
      set(button, "aria-disabled", isOut ? "true" : null);
      if (item.active) set(button, "aria-pressed", String(isUsed && !isOut && Boolean(item.active(editor))));
      if (item.hidden) button.hidden = item.hidden(editor);
    }
    if (this.shown.length !== before) this.fit(); // a table was entered, or left
    this.keepStop();
  }

  // One row: what has no room in it waits behind "More".
  fit() {
    for (const group of this.folding) fold(group, false);
    for (const group of this.folding) {
      if (this.page.offsetTop === this.element.firstElementChild.offsetTop) break;
      fold(group, true);
    }
    this.keepStop();
  }

  // The stop of the Tab key may have been hidden: then the first button that shows is it.
  keepStop() {
    const { shown } = this;
    if (!shown.some(({ tabIndex }) => tabIndex === 0)) this.stopAt(shown[0]);
  }

  stopAt(stop) {
    for (const button of this.all) button.tabIndex = button === stop ? 0 : -1;
  }

  move(event) {
    if (event.key === "Escape") {
      this.editor.view.focus();
      return;
    }
    const { shown } = this;
    const here = shown.indexOf(document.activeElement);
    const steps = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: shown.length - 1 };
    if (here < 0 || !(event.key in steps)) return;
    event.preventDefault();
    const next = shown[(steps[event.key] + shown.length) % shown.length];
    this.stopAt(next);
    next.focus();
  }
}

const fold = (group, isAway) => group.toggleAttribute("data-folded", isAway);

const isFolded = (button) => button.parentElement.hasAttribute("data-folded");

function makeButton({ sign, label, title }) {
  const button = crel("button", { type: "button", title, tabIndex: -1, className: `tool-${sign.toLowerCase()}` }, [icon(sign) ?? sign]);
  button.setAttribute("aria-label", label);
  button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  return button;
}

function set(element, name, value) {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}
