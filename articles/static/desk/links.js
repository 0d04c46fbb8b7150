// Links with a dialog that says which addresses can be kept: absolute ones, for a feed carries the text elsewhere.

import { crel, Link as ProseLink } from "django-prose-editor/editor";

export const Link = ProseLink.extend({
  addOptions() {
    return { ...this.parent?.(), autolink: false, linkOnPaste: true, openOnClick: false, enableTarget: false };
  },
  addCommands() {
    return {
      ...this.parent?.(),
      askForLink: () => ({ editor }) => {
        if (editor.state.selection.empty && !editor.isActive("link")) return false;
        ask(editor);
        return true;
      },
    };
  },
  addKeyboardShortcuts() {
    return { "Mod-k": () => this.editor.commands.askForLink() || true };
  },
});

// "example.org/a" means https; a relative address, or any other scheme, could not be kept.
export function completed(address) {
  const trimmed = address.trim();
  if (/^(https?:\/\/\S+\.\S|mailto:\S+@\S|tel:\+?\d|#\S)/i.test(trimmed)) return trimmed;
  return /^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(trimmed) ? `https://${trimmed}` : null;
}

function ask(editor) {
  const input = crel("input", { type: "text", id: "link-address", value: editor.getAttributes("link").href ?? "" });
  const problem = crel("p", { role: "alert", className: "errornote", hidden: true });
  const button = (textContent, attributes) => crel("button", { type: "button", textContent, className: "button", ...attributes });
  const cancel = button("Cancel");
  const remove = button("Remove link", { hidden: !editor.isActive("link") });
  const form = crel("form", { method: "dialog" }, [
    crel("label", { htmlFor: input.id, textContent: "Address of the link" }),
    input,
    problem,
    crel("div", { className: "dialog-buttons" }, [button("Set link", { type: "submit" }), remove, cancel]),
  ]);
  const dialog = crel("dialog", { className: "desk-dialog" }, [form]);
  const close = () => {
    dialog.close();
    editor.commands.focus();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const href = completed(input.value);
    if (!href) {
      problem.textContent = "Give a whole address: https://…, mailto:…, tel:… or #place.";
      problem.hidden = false;
      input.focus();
      return;
    }
    editor.chain().extendMarkRange("link").setLink({ href }).run();
    close();
  });
  remove.addEventListener("click", () => {
    editor.chain().extendMarkRange("link").unsetLink().run();
    close();
  });
  cancel.addEventListener("click", close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog); // not within the page's own form: forms do not nest
  dialog.showModal();
  input.select();
}
