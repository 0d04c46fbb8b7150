// A field among the text for an attribute of a block: the alt text of a picture, the caption of a table.

// What is written in `input` becomes the attribute `name` of the block at `getPos()`, or `empty` where nothing is.
// Gives what shows the attribute of a block that was changed elsewhere, by an undo for one.
export function bindField(input, name, { editor, getPos, empty }) {
  let visit = {};
  const written = () => (input.value.trim() ? input.value : empty);
  input.addEventListener("focus", () => {
    visit = {};
  });
  input.addEventListener("input", () => {
    const tr = editor.state.tr.setNodeAttribute(getPos(), name, written());
    // To the history neighbours are letters in the text alone, and what is composed together: so a visit is one undo.
    editor.view.dispatch(tr.setMeta("composition", visit));
  });
  return ({ attrs }) => {
    if (attrs[name] !== written()) input.value = attrs[name] ?? "";
  };
}
