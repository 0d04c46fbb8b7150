// The highlights of lead and text as a list, each with its note. What counts is the mark in the text.

import { crel, pm } from "django-prose-editor/editor";
import { passages } from "desk/highlights";
import { filled, gettext } from "desk/words";

const { TextSelection } = pm.state;
const PAUSE = 250; // milliseconds after the last key

export function listHighlights(place, editors, notes) {
  const list = place.querySelector("ol");
  const rows = new Map(); // a highlight that comes back by an undo has its note still
  const show = () => {
    const found = editors.flatMap((editor) => passages(editor.state.doc).map((passage) => ({ editor, ...passage })));
    const wanted = found.map(({ id, editor, pieces }) => {
      if (!rows.has(id)) rows.set(id, makeRow(id, notes[id] ?? "", place.dataset.noteLength));
      const row = rows.get(id);
      row.show(editor, pieces);
      return row.item;
    });
    place.querySelector("[data-empty]").hidden = wanted.length > 0;
    if (wanted.length !== list.children.length || wanted.some((item, index) => list.children[index] !== item)) {
      list.replaceChildren(...wanted);
    }
  };
  let timer = 0;
  for (const editor of editors) {
    editor.on("update", () => {
      clearTimeout(timer);
      timer = setTimeout(show, PAUSE);
    });
  }
  show();
  return show;
}

function makeRow(id, note, maxLength) {
  let at = null;
  const quote = crel("q", {});
  const go = crel("button", { type: "button", className: "highlight-go" }, [quote]);
  const input = crel("input", { type: "text", id: `id_note-${id}`, name: `note-${id}`, value: note, maxLength, placeholder: gettext("Note") });
  const remove = crel("button", { type: "button", className: "highlight-remove", textContent: "✕", title: gettext("Remove the highlight; the words stay") });
  const item = crel("li", {}, [go, remove, input]);
  go.addEventListener("click", () => {
    const { editor: { view }, pieces } = at;
    const { tr } = view.state;
    view.dispatch(tr.setSelection(TextSelection.create(tr.doc, pieces[0].from, pieces.at(-1).to)));
    view.focus();
    view.domAtPos(pieces[0].from).node.parentElement.scrollIntoView({ block: "center" });
  });
  remove.addEventListener("click", () => at.editor.chain().focus().removeHighlightPassage(id).run());
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // it would save
  });
  return {
    item,
    show(editor, pieces) {
      at = { editor, pieces };
      const text = pieces.map((piece) => piece.text).join(" ");
      if (quote.textContent === text) return;
      quote.textContent = text;
      go.setAttribute("aria-label", filled(gettext("Go to “%(text)s”"), { text }));
      remove.setAttribute("aria-label", filled(gettext("Remove the highlight “%(text)s”"), { text }));
      input.setAttribute("aria-label", filled(gettext("Note on “%(text)s”"), { text }));
    },
  };
}
