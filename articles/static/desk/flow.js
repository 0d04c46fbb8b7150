// Title, lead and text are one flow: Enter leads out of title and lead, and arrows lead on from one to the next.

import { Extension, pm } from "django-prose-editor/editor";

const { Selection } = pm.state;

// `at`: "atStart" or "atEnd".
function go(kind, at) {
  const { view } = document.querySelector(`[data-writing-editor="${kind}"]`).editor;
  view.dispatch(view.state.tr.setSelection(Selection[at](view.state.doc)).scrollIntoView());
  view.focus();
  return true;
}

function goToTitle() {
  const title = document.querySelector("#id_title");
  title.focus();
  title.setSelectionRange(title.value.length, title.value.length);
  return true;
}

// Does the key lead out of the text, whose cursor stands in the line at this end of it?
function leads({ state, view }, at, direction) {
  const { empty, $from } = state.selection;
  return empty && $from.sameParent(Selection[at](state.doc).$from) && view.endOfTextblock(direction);
}

const KEYS = {
  lead: (editor) => ({
    Enter: () => go("document", "atStart"),
    ArrowDown: () => leads(editor, "atEnd", "down") && go("document", "atStart"),
    ArrowUp: () => leads(editor, "atStart", "up") && goToTitle(),
  }),
  document: (editor) => ({
    ArrowUp: () => leads(editor, "atStart", "up") && go("lead", "atEnd"),
  }),
};

export const flow = (kind) => Extension.create({
  name: "flow",
  addKeyboardShortcuts() {
    return KEYS[kind](this.editor);
  },
});

export function leadOn(title) {
  title?.addEventListener("keydown", (event) => {
    const isAtEnd = event.key === "ArrowDown" && title.selectionStart === title.value.length;
    if (event.isComposing || (event.key !== "Enter" && !isAtEnd)) return;
    event.preventDefault();
    go("lead", event.key === "Enter" ? "atEnd" : "atStart");
  });
}
