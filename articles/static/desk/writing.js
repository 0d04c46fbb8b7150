// The writing page's own preset of the editor: lead and text, their toolbars, the list of highlights.
// HTML is made once, when the form is sent.

import { crel, Editor } from "django-prose-editor/editor";
import { blocks } from "desk/blocks";
import { htmlOf, loadedFrom } from "desk/html";
import { listHighlights } from "desk/notes";
import { makeToolbar } from "desk/toolbar";

function makeEditor(textarea) {
  const kind = textarea.dataset.writing;
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  const name = label?.textContent.replace(":", "").trim() ?? kind;
  const place = crel("div", { className: `writing writing-${kind}` });
  textarea.after(place);
  textarea.hidden = true;
  const editor = new Editor({
    element: place,
    extensions: blocks[kind],
    content: textarea.value,
    injectCSS: false, // the policy allows no inline style
    parseOptions: { preserveWhitespace: true },
    editorProps: {
      attributes: {
        "aria-label": name,
        "aria-multiline": String(kind === "document"),
        "data-writing-editor": kind,
        lang: document.querySelector("#id_locale")?.value ?? "",
        role: "textbox",
      },
    },
  });
  place.prepend(makeToolbar(editor, kind, name));
  label?.addEventListener("click", () => editor.commands.focus());
  const { doc } = editor.state;
  const loaded = loadedFrom(textarea.value, doc);
  return {
    editor,
    isTouched: () => !editor.state.doc.eq(doc),
    send() {
      if (this.isTouched()) textarea.value = htmlOf(editor.state, loaded);
    },
  };
}

function guard(form, texts) {
  let isTouched = form.querySelector(".errornote") !== null; // what came back was not saved
  let isSent = false;
  form.addEventListener("input", (event) => {
    if (!event.target.closest("[data-writing-editor]")) isTouched = true;
  });
  form.addEventListener("submit", () => {
    isSent = true;
  });
  addEventListener("pageshow", () => {
    isSent = false;
  });
  addEventListener("beforeunload", (event) => {
    if (!isSent && (isTouched || texts.some((text) => text.isTouched()))) event.preventDefault();
  });
}

function open(form) {
  form.autocomplete = "off"; // or a browser that comes back would fill in a text of another revision
  const texts = [...form.querySelectorAll("textarea[data-writing]")].map(makeEditor);
  const notes = JSON.parse(document.querySelector("#highlight-notes").textContent);
  const show = listHighlights(form.querySelector("[data-highlights]"), texts.map(({ editor }) => editor), notes);
  form.addEventListener("submit", () => {
    show(); // its list waits a moment after a key
    for (const text of texts) text.send();
  });
  const title = form.querySelector("#id_title");
  title?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    form.querySelector('[data-writing-editor="lead"]')?.focus();
  });
  guard(form, texts);
  form.dataset.ready = "";
}

for (const form of document.querySelectorAll("#article_form")) open(form);
