// Blocks with a caption to write in, pictures and embeds: how they are put in, left and removed.

import { Extension, pm } from "django-prose-editor/editor";

const { closeHistory } = pm.history;
const { Plugin, TextSelection } = pm.state;
const { ReplaceAroundStep } = pm.transform;
const NAMES = ["figureImage", "embed"];

export const Captioned = Extension.create({
  name: "captioned",
  addKeyboardShortcuts() {
    return {
      Enter: () => leave(this.editor),
      Backspace: () => removeEmpty(this.editor),
    };
  },
  // Headings and code are made of any line of text: of a caption they would make one, and the picture were gone.
  addProseMirrorPlugins: () => [new Plugin({ filterTransaction: (tr, state) => !isChanged(tr, state) })],
});

// Below the block with the cursor, whatever that is nested in; in place of it where it is an empty paragraph.
export function insertBlock({ state, view }, node) {
  const { $from } = state.selection;
  const block = $from.depth ? $from.node(1) : null;
  const isEmpty = block?.type.name === "paragraph" && !block.content.size;
  const at = block ? (isEmpty ? $from.before(1) : $from.after(1)) : state.selection.to;
  const tr = closeHistory(state.tr);
  if (isEmpty) tr.replaceWith(at, $from.after(1), node);
  else tr.insert(at, node);
  const end = at + node.nodeSize;
  if (end >= tr.doc.content.size) tr.insert(end, state.schema.nodes.paragraph.create());
  view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1))).scrollIntoView());
}

// The block at this place gives way to an empty paragraph. An undo of its own, however soon it follows on another change.
export function removeBlock({ state, view }, at) {
  const tr = closeHistory(state.tr).replaceWith(at, at + state.doc.nodeAt(at).nodeSize, state.schema.nodes.paragraph.create());
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)));
  view.focus();
}

const isIn = ({ selection: { $from } }) => NAMES.includes($from.parent.type.name);

function isChanged(tr, state) {
  if (!isIn(state) || !tr.steps.some((step) => step instanceof ReplaceAroundStep)) return false;
  const { $from } = state.selection;
  const now = tr.doc.nodeAt(tr.mapping.map($from.before(), -1));
  return Boolean(now?.isTextblock) && now.type !== $from.parent.type;
}

// Enter ends the caption.
function leave({ state, view }) {
  if (!isIn(state)) return false;
  const at = state.selection.$from.after();
  const tr = state.tr.insert(at, state.schema.nodes.paragraph.create());
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView());
  return true;
}

function removeEmpty(editor) {
  const { empty, $from } = editor.state.selection;
  if (!isIn(editor.state) || !empty || $from.parent.content.size) return false;
  removeBlock(editor, $from.before());
  return true;
}
