// Links with a dialog that says which addresses can be kept: absolute ones, for a feed carries the text elsewhere.

import { Link as ProseLink } from "django-prose-editor/editor";
import { ask } from "desk/asking";
import { gettext } from "desk/words";

export const Link = ProseLink.extend({
  addOptions() {
    return { ...this.parent?.(), autolink: false, linkOnPaste: true, openOnClick: false, enableTarget: false };
  },
  addCommands() {
    return {
      ...this.parent?.(),
      askForLink: () => ({ editor }) => {
        if (editor.state.selection.empty && !editor.isActive("link")) return false;
        askFor(editor);
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

function askFor(editor) {
  ask({
    label: gettext("Address of the link"),
    button: gettext("Set link"),
    value: editor.getAttributes("link").href ?? "",
    problemOf: (words) => (completed(words) ? "" : gettext("Give a whole address: https://…, mailto:…, tel:… or #place.")),
    take: (words) => editor.chain().extendMarkRange("link").setLink({ href: completed(words) }).run(),
    remove: editor.isActive("link") ? { label: gettext("Remove link"), act: () => editor.chain().extendMarkRange("link").unsetLink().run() } : null,
    leave: () => editor.view.focus(),
  });
}
