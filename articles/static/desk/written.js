// The words of lead ("lead") or text ("document") as they stand on the page, without those of the buttons among them:
// of figures and tables only what was written. "" until there is an editor.

export function textIn(kind) {
  const doc = document.querySelector(`[data-writing-editor="${kind}"]`)?.editor?.state.doc;
  return doc ? doc.textBetween(0, doc.content.size, "\n", "\n").trim() : "";
}
