// A dialog that asks for one line of words, an address for the most part.

import { crel } from "django-prose-editor/editor";
import { gettext } from "desk/words";

// `problemOf(words)`: what is wrong with them, or "". `take(words)`: with what was given. `remove`: its own button, if there
// is something to remove: { label, act }. `leave`: when the dialog is gone.
export function ask({ label, button, value = "", help = "", problemOf, take, remove = null, leave }) {
  const input = crel("input", { type: "text", id: "asked-words", value, autocomplete: "off", spellcheck: false, "aria-describedby": "asked-help asked-problem" });
  const problem = crel("p", { role: "alert", id: "asked-problem", className: "errornote", hidden: true });
  const make = (textContent, attributes = {}) => crel("button", { type: "button", className: "button", textContent, ...attributes });
  const cancel = make(gettext("Cancel"));
  const buttons = [make(button, { type: "submit", className: "button default" }), cancel];
  if (remove) {
    const made = make(remove.label);
    made.addEventListener("click", () => {
      remove.act();
      dialog.close();
    });
    buttons.splice(1, 0, made);
  }
  const form = crel("form", { method: "dialog" }, [
    crel("label", { id: "asked-label", htmlFor: input.id, textContent: label }),
    input,
    crel("p", { id: "asked-help", className: "help", textContent: help, hidden: !help }),
    problem,
    crel("div", { className: "dialog-buttons" }, buttons),
  ]);
  const dialog = crel("dialog", { className: "desk-dialog", "aria-labelledby": "asked-label" }, [form]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    problem.textContent = problemOf(input.value);
    problem.hidden = !problem.textContent;
    input.ariaInvalid = String(!problem.hidden);
    if (problem.textContent) {
      input.focus();
      return;
    }
    take(input.value);
    dialog.close();
  });
  cancel.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    leave();
  });
  document.body.append(dialog); // not within the page's own form: forms do not nest
  dialog.showModal();
  input.select();
}
