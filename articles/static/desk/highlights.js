// A marked passage is a highlight. One id is one passage, which may run over several paragraphs of a section.

import { Mark, pm } from "django-prose-editor/editor";
import { isHighlightId, newHighlightId } from "desk/ids";

const { Plugin } = pm.state;
const { Mapping } = pm.transform;
const NAME = "highlightPassage";

export const HighlightPassage = Mark.create({
  name: NAME,
  inclusive: false,
  priority: 900, // within links, which it must not tear apart, and round all else: one passage, one element

  addAttributes() {
    return {
      id: {
        default: null,
        parseHTML: (element) => element.dataset.highlightId,
        renderHTML: ({ id }) => ({ "data-highlight-id": id }),
      },
    };
  },
  // A <mark> from elsewhere has no id of ours and is dropped.
  parseHTML: () => [{ tag: "mark[data-highlight-id]", getAttrs: (element) => isHighlightId(element.dataset.highlightId) && null }],
  renderHTML: ({ HTMLAttributes }) => ["mark", HTMLAttributes, 0],

  addCommands() {
    return {
      toggleHighlightPassage: () => toggle,
      removeHighlightPassage: (id) => ({ tr, dispatch }) => {
        if (dispatch) remove(tr, [id]);
        return true;
      },
    };
  },
  addKeyboardShortcuts() {
    return {
      "Mod-Shift-h": () => {
        // The browser tells of a selection a moment after it was made: who presses the keys at once means that one.
        this.editor.view.domObserver.flush();
        return this.editor.commands.toggleHighlightPassage();
      },
    };
  },
  addStorage: () => ({ known: new Set() }), // ids that this document ever had
  onCreate() {
    for (const { id } of passages(this.editor.state.doc)) this.storage.known.add(id);
  },
  addProseMirrorPlugins() {
    const { storage } = this;
    return [
      new Plugin({
        appendTransaction(transactions, before, after) {
          if (!transactions.some((transaction) => transaction.docChanged)) return null;
          return partTwins(transactions, before, after, storage);
        },
      }),
    ];
  },
});

const idOf = (node) => node.marks.find((mark) => mark.type.name === NAME)?.attrs.id;

// The passages of a document in their order: id, and the pieces of text that are marked. Marks of one id with nothing
// but white space between them are one passage; a heading ends it (articles/text/marks.py reads them alike).
export function passages(doc) {
  const found = [];
  let open = null;
  doc.descendants((node, pos) => {
    if (node.type.name === "sectionHeading") open = null;
    if (!node.isText) return;
    const id = idOf(node);
    const piece = { from: pos, to: pos + node.nodeSize, text: node.text };
    if (!id) {
      if (node.text.trim()) open = null;
    } else if (open?.id === id) {
      open.pieces.push(piece);
    } else {
      open = { id, pieces: [piece] };
      found.push(open);
    }
  });
  return found;
}

export const isHighlighted = (state) => {
  const { from, to, empty, $from } = state.selection;
  if (empty) return $from.marks().some((mark) => mark.type.name === NAME);
  return state.doc.rangeHasMark(from, to, state.schema.marks[NAME]);
};

function toggle({ state, tr, dispatch }) {
  const { ids, isWhole } = selected(state);
  if (state.selection.empty || isWhole) {
    if (!ids.size) return false;
    if (dispatch) remove(tr, [...ids]);
    return true;
  }
  const { from, to } = trimmed(state);
  if (from >= to) return false;
  const id = ids.values().next().value ?? newHighlightId(); // what is selected with part of a highlight joins it
  if (dispatch) tr.addMark(from, to, state.schema.marks[NAME].create({ id }));
  return true;
}

function selected(state) {
  const { from, to, empty, $from } = state.selection;
  if (empty) return { ids: new Set([idOf({ marks: $from.marks() })].filter(Boolean)), isWhole: true };
  const ids = new Set();
  let isWhole = true;
  state.doc.nodesBetween(from, to, (node) => {
    if (!node.isText || !node.text.trim()) return;
    const id = idOf(node);
    if (id) ids.add(id);
    else isWhole = false;
  });
  return { ids, isWhole: isWhole && ids.size > 0 };
}

// The selection without white space at its ends, which a double click takes along.
function trimmed({ doc, selection }) {
  let { from, to } = selection;
  const at = (pos) => doc.textBetween(pos, pos + 1);
  while (from < to && !at(from).trim()) from += 1;
  while (to > from && !at(to - 1).trim()) to -= 1;
  return { from, to };
}

function remove(tr, ids) {
  for (const { id, pieces } of passages(tr.doc)) {
    if (!ids.includes(id)) continue;
    for (const { from, to } of pieces) tr.removeMark(from, to, tr.doc.type.schema.marks[NAME]);
  }
}

// Two passages with one id, since one was copied or torn apart: the one that stood there before keeps it.
function partTwins(transactions, before, after, storage) {
  const now = passages(after.doc);
  for (const { id } of now) storage.known.add(id);
  const twins = now.filter(({ id }, index) => now.some((other, place) => place !== index && other.id === id));
  if (!twins.length) return null;
  const { tr } = after;
  const earlier = passages(before.doc);
  for (const id of new Set(twins.map((twin) => twin.id))) {
    const group = twins.filter((twin) => twin.id === id);
    const keeper = keeperOf(group, earlier.find((one) => one.id === id), transactions);
    for (const twin of group) if (twin !== keeper) rename(tr, twin, newHighlightId(), storage);
  }
  return tr;
}

function keeperOf(group, old, transactions) {
  if (!old) return group[0];
  const mapping = new Mapping();
  for (const transaction of transactions) mapping.appendMapping(transaction.mapping);
  const { pos, deletedAfter } = mapping.mapResult(old.pieces[0].from, 1);
  const holds = ({ pieces }) => pieces.some(({ from, to }) => from <= pos && pos < to);
  return (deletedAfter ? null : group.find(holds)) ?? group[0];
}

function rename(tr, { pieces }, id, storage) {
  storage.known.add(id);
  for (const { from, to } of pieces) tr.addMark(from, to, tr.doc.type.schema.marks[NAME].create({ id }));
}
