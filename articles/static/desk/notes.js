// The highlights of lead and text as a list, each with its note. What counts is the mark in the text.

import { crel, pm } from "django-prose-editor/editor";
import { passages } from "desk/highlights";
import { filled, gettext } from "desk/words";

const { TextSelection } = pm.state;
const PAUSE = 250; // milliseconds after the last key

export function listHighlights(place, editors, notes) {
  const list = place.querySelector("ol");
  const rows = new Map(); // a highlight that comes back by an undo has its note still
  const find = () => editors.flatMap((editor) => passages(editor.state.doc).map((passage) => ({ editor, ...passage })));
  const show = () => {
    const wanted = find().map(({ id, pieces }) => {
      if (!rows.has(id)) rows.set(id, makeRow(id, notes[id] ?? "", place.dataset.noteLength, () => find().find((one) => one.id === id)));
      const row = rows.get(id);
      row.show(pieces);
      return row.item;
    });
    place.querySelector("[data-empty]").hidden = wanted.length > 0;
    put(list, wanted);
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

// A row that stays is left where it is: a field that is taken out of the page loses the focus and what an input method
// has begun. One that is moved itself gets its focus and its cursor back.
function put(list, wanted) {
  const gone = [...list.children].filter((item) => !wanted.includes(item));
  for (const item of gone) item.remove();
  const held = list.contains(document.activeElement) ? document.activeElement : null;
  const { selectionStart, selectionEnd } = held ?? {};
  wanted.forEach((item, index) => {
    if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
  });
  if (!held || held === document.activeElement) return;
  held.focus();
  held.setSelectionRange?.(selectionStart, selectionEnd);
}

// `find`: where the passage is now, its editor and its pieces; undefined once it is gone.
function makeRow(id, note, maxLength, find) {
  const quote = crel("q", {});
  const go = crel("button", { type: "button", className: "highlight-go" }, [quote]);
  const input = crel("input", { type: "text", id: `id_note-${id}`, name: `note-${id}`, value: note, maxLength, placeholder: gettext("Note") });
  const remove = crel("button", { type: "button", className: "highlight-remove", textContent: "✕", title: gettext("Remove the highlight; the words stay") });
  const item = crel("li", {}, [go, remove, input]);
  go.addEventListener("click", () => {
    const at = find(); // the list waits a moment after a key
    if (!at) return;
    const { editor: { view }, pieces } = at;
    const { tr } = view.state;
    view.dispatch(tr.setSelection(TextSelection.create(tr.doc, pieces[0].from, pieces.at(-1).to)));
    view.focus();
    view.domAtPos(pieces[0].from).node.parentElement.scrollIntoView({ block: "center" });
  });
  remove.addEventListener("click", () => find()?.editor.chain().focus().removeHighlightPassage(id).run());
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // it would save
  });
  return {
    item,
    show(pieces) {
      const text = pieces.map((piece) => piece.text).join(" ");
      if (quote.textContent === text) return;
      quote.textContent = text;
      go.setAttribute("aria-label", filled(gettext("Go to “%(text)s”"), { text }));
      remove.setAttribute("aria-label", filled(gettext("Remove the highlight “%(text)s”"), { text }));
      input.setAttribute("aria-label", filled(gettext("Note on “%(text)s”"), { text }));
    },
  };
}
