// The writing page's own preset of the editor: lead and text, what stands round them.
// HTML is made when the form is sent or kept.

import { crel, Editor } from "django-prose-editor/editor";
import { Autosave } from "desk/autosave";
import { blocks } from "desk/blocks";
import { FindBar } from "desk/find";
import { flow, leadOn } from "desk/flow";
import { htmlOf, loadedFrom } from "desk/html";
import { invitation } from "desk/invitation";
import { listHighlights } from "desk/notes";
import { Outline } from "desk/outline";
import { Toolbar } from "desk/toolbar";
import { gettext } from "desk/words";

const MARGIN = { top: 80, bottom: 120, left: 0, right: 0 }; // pixels that bars at the top and the bottom may hide
const INVITATIONS = { lead: gettext("Lead: one paragraph under the title"), document: gettext("Write. ## and a space starts a section.") };

function makeEditor(textarea) {
  const kind = textarea.dataset.writing;
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  const name = label?.textContent.replace(":", "").trim() ?? kind;
  const place = crel("div", { className: `writing writing-${kind}` });
  textarea.after(place);
  textarea.hidden = true;
  const editor = new Editor({
    element: place,
    extensions: [...blocks[kind], flow(kind), invitation(INVITATIONS[kind])],
    content: textarea.value,
    injectCSS: false, // the policy allows no inline style
    parseOptions: { preserveWhitespace: true },
    editorProps: {
      scrollMargin: MARGIN,
      scrollThreshold: MARGIN,
      attributes: {
        "aria-label": name,
        "aria-multiline": String(kind === "document"),
        "data-writing-editor": kind,
        lang: document.querySelector("#id_locale")?.value ?? "",
        role: "textbox",
      },
    },
  });
  label?.addEventListener("click", () => editor.commands.focus());
  const { doc } = editor.state;
  const { value } = textarea;
  const loaded = loadedFrom(value, doc);
  return {
    kind,
    editor,
    isTouched: () => !editor.state.doc.eq(doc),
    send() {
      textarea.value = this.isTouched() ? htmlOf(editor.state, loaded) : value;
    },
  };
}

function guard(form, texts) {
  let isTouched = form.querySelector(".errornote, .unsaved-restored") !== null; // what came back was not saved
  let isSent = false;
  form.addEventListener("input", (event) => {
    if (!event.target.closest("[data-writing-editor]")) isTouched = true;
  });
  addEventListener("submit", (event) => {
    if (!event.defaultPrevented && event.target.matches("#article_form, #discard-unsaved")) isSent = true;
  });
  addEventListener("pageshow", () => {
    isSent = false;
  });
  addEventListener("beforeunload", (event) => {
    if (!isSent && (isTouched || texts.some((text) => text.isTouched()))) event.preventDefault();
  });
}

// By name the values, as the form would send them.
function fieldsOf(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && name !== "csrfmiddlewaretoken") (fields[name] ??= []).push(value);
  }
  return fields;
}

function watch(form, texts, autosave) {
  for (const { editor } of texts) editor.on("update", () => autosave.changed());
  const { jQuery } = window.django; // the admin's search boxes tell nobody else what was chosen
  jQuery(() => {
    // Last in the queue: the admin's own scripts say "change" there, and nothing has.
    jQuery(form).on("input change", ({ target }) => {
      if (!target.closest("[data-writing-editor]")) autosave.changed();
    });
  });
}

function open(form) {
  form.autocomplete = "off"; // or a browser that comes back would fill in a text of another revision
  const texts = [...form.querySelectorAll("textarea[data-writing]")].map(makeEditor);
  const editors = Object.fromEntries(texts.map(({ kind, editor }) => [kind, editor]));
  const column = form.querySelector(".writing-text");
  column.prepend(new Toolbar(editors).element);
  new FindBar(column, Object.values(editors)); // it stands at the top of the column, and acts on both
  new Outline(form.querySelector("[data-outline]"), editors);
  const notes = JSON.parse(document.querySelector("#highlight-notes").textContent);
  const show = listHighlights(form.querySelector("[data-highlights]"), Object.values(editors), notes);
  const send = () => {
    show(); // its list waits a moment after a key
    for (const text of texts) text.send();
  };
  form.addEventListener("submit", send);
  leadOn(form.querySelector("#id_title"));
  watch(form, texts, new Autosave(form, () => {
    send();
    return fieldsOf(form);
  }));
  guard(form, texts);
  if (location.hash === "#lead") {
    history.replaceState(history.state, "", location.pathname + location.search); // once: it would outlast each save
    texts[0].editor.commands.focus();
  }
  form.dataset.ready = "";
}

for (const form of document.querySelectorAll("#article_form")) open(form);
