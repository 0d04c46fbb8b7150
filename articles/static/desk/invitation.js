// What an empty text says to whoever opens it.

import { Extension, pm } from "django-prose-editor/editor";

const { Plugin } = pm.state;

const isEmpty = ({ childCount, firstChild }) => childCount === 1 && firstChild.type.name === "paragraph" && !firstChild.content.size;

export const invitation = (words) => Extension.create({
  name: "invitation",
  addProseMirrorPlugins: () => [
    new Plugin({ props: { attributes: ({ doc }) => (isEmpty(doc) ? { "data-invitation": words, "aria-placeholder": words } : {}) } }),
  ],
});
