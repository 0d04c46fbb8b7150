// A toolbar as WAI-ARIA has it: one stop of the Tab key, arrows within; Alt+F10 leads in, Escape back to the text.

import { crel } from "django-prose-editor/editor";
import { askForFigure } from "desk/figures";
import { isHighlighted } from "desk/highlights";
import { filled, gettext } from "desk/words";

const mark = (name, label, title) => ({
  label,
  title,
  run: (chain) => chain.toggleMark(name),
  active: (editor) => editor.isActive(name),
});

const MARKS = [
  mark("bold", gettext("Bold"), gettext("Bold (Ctrl+B)")),
  mark("italic", gettext("Italic"), gettext("Italic (Ctrl+I)")),
  { label: gettext("Link"), title: gettext("Link (Ctrl+K)"), ask: (editor) => editor.commands.askForLink(), active: (editor) => editor.isActive("link") },
  { label: gettext("Highlight"), title: gettext("Highlight (Ctrl+Shift+H)"), run: (chain) => chain.toggleHighlightPassage(), active: (editor) => isHighlighted(editor.state) },
  mark("subscript", gettext("Sub"), gettext("Subscript")),
  mark("superscript", gettext("Sup"), gettext("Superscript")),
  mark("code", gettext("Code"), gettext("Code (Ctrl+E)")),
];

const heading = (level) => ({
  label: filled(gettext("Heading %(level)s"), { level }),
  title: filled(gettext("Heading %(level)s (Ctrl+Alt+%(level)s)"), { level }),
  run: (chain) => chain.toggleHeading({ level }),
  active: (editor) => editor.isActive("heading", { level }),
});

const BLOCKS = [
  { label: gettext("Section"), title: gettext("Heading that starts a section (Ctrl+Alt+2, or ## and a space)"), run: (chain) => chain.toggleSection(), active: (editor) => editor.isActive("sectionHeading") },
  heading(3),
  heading(4),
  { label: gettext("List"), title: gettext("List"), run: (chain) => chain.toggleBulletList(), active: (editor) => editor.isActive("bulletList") },
  { label: gettext("Numbers"), title: gettext("Numbered list"), run: (chain) => chain.toggleOrderedList(), active: (editor) => editor.isActive("orderedList") },
  { label: gettext("Quote"), title: gettext("Quotation"), run: (chain) => chain.toggleQuote(null), active: (editor) => editor.isActive("blockquote", { kind: null }) },
  { label: gettext("Pull quote"), title: gettext("Pull quote"), run: (chain) => chain.toggleQuote("pull"), active: (editor) => editor.isActive("blockquote", { kind: "pull" }) },
  { label: gettext("Code block"), title: gettext("Code block"), run: (chain) => chain.toggleCodeBlock(), active: (editor) => editor.isActive("codeBlock") },
  { label: gettext("Line"), title: gettext("Dividing line"), run: (chain) => chain.setHorizontalRule() },
  { label: gettext("Picture"), title: gettext("Picture from the library"), ask: askForFigure },
  { label: gettext("Table"), title: gettext("Table of three columns"), run: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), hidden: (editor) => editor.isActive("table") },
];

const inTable = (label, run) => ({ label, title: label, run, hidden: (editor) => !editor.isActive("table") });

const TABLE = [
  inTable(gettext("Row below"), (chain) => chain.addRowAfter()),
  inTable(gettext("Column after"), (chain) => chain.addColumnAfter()),
  inTable(gettext("Delete row"), (chain) => chain.deleteRow()),
  inTable(gettext("Delete column"), (chain) => chain.deleteColumn()),
  inTable(gettext("Delete table"), (chain) => chain.deleteTable()),
];

const HISTORY = [
  { label: gettext("Undo"), title: gettext("Undo (Ctrl+Z)"), run: (chain) => chain.undo() },
  { label: gettext("Redo"), title: gettext("Redo (Ctrl+Shift+Z)"), run: (chain) => chain.redo() },
];

export function makeToolbar(editor, kind, name) {
  const items = kind === "lead" ? [MARKS] : [BLOCKS, MARKS, TABLE, HISTORY];
  const bar = crel("div", { className: "writing-toolbar", role: "toolbar", "aria-label": filled(gettext("Formatting of %(name)s"), { name }) });
  const buttons = items.flatMap((group) => {
    const made = group.map((item) => makeButton(editor, item));
    bar.append(crel("span", { className: "writing-toolbar-group" }, made.map(({ button }) => button)));
    return made;
  });
  for (const { button } of buttons) button.tabIndex = -1;
  buttons[0].button.tabIndex = 0;
  bar.addEventListener("keydown", (event) => move(event, bar, editor));
  editor.view.dom.addEventListener("keydown", (event) => {
    if (event.altKey && event.key === "F10") bar.querySelector('[tabindex="0"]').focus();
  });
  showState(editor, buttons);
  return bar;
}

function makeButton(editor, item) {
  const button = crel("button", { type: "button", textContent: item.label, title: item.title });
  if (item.active) button.setAttribute("aria-pressed", "false");
  button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  button.addEventListener("click", () => {
    if (item.ask) item.ask(editor);
    else item.run(editor.chain().focus()).run();
  });
  return { button, item };
}

// Once a frame: a key must not wait for twenty buttons.
function showState(editor, buttons) {
  let waits = false;
  const show = () => {
    waits = false;
    if (editor.isDestroyed) return;
    for (const { button, item } of buttons) {
      if (item.active) button.setAttribute("aria-pressed", String(Boolean(item.active(editor))));
      if (item.hidden) button.hidden = item.hidden(editor);
    }
  };
  editor.on("transaction", () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(show);
  });
  show();
}

function move(event, bar, editor) {
  if (event.key === "Escape") {
    editor.commands.focus();
    return;
  }
  const shown = [...bar.querySelectorAll("button:not([hidden])")];
  const here = shown.indexOf(document.activeElement);
  const steps = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: shown.length - 1 };
  if (here < 0 || !(event.key in steps)) return;
  event.preventDefault();
  const next = shown[(steps[event.key] + shown.length) % shown.length];
  shown[here].tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}
