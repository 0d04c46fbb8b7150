// A picture of the library in the text: its id, words for who cannot see it, and its caption. Never an address.

import { crel, Node, pm } from "django-prose-editor/editor";
import { choosePicture } from "desk/library";
import { lacksAlt, ownAlt, pictureOf } from "desk/pictures";
import { filled, gettext } from "desk/words";

const { closeHistory } = pm.history;
const { TextSelection } = pm.state;
const NAME = "figureImage";
const ALT = 500; // characters (articles/text/structure.py)

export const FigureImage = Node.create({
  name: NAME,
  group: "block",
  content: "inline*",
  isolating: true,
  defining: true,

  addAttributes() {
    return {
      image: {
        default: "",
        parseHTML: (element) => element.dataset.image,
        renderHTML: ({ image }) => ({ "data-image": image }),
      },
      alt: {
        default: "",
        parseHTML: (element) => element.dataset.alt ?? "",
        renderHTML: ({ alt }) => (alt ? { "data-alt": alt } : {}),
      },
    };
  },
  parseHTML: () => [
    {
      tag: "figure[data-image]",
      contentElement: (element) => element.querySelector("figcaption") ?? document.createElement("figcaption"),
    },
  ],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, ["figcaption", 0]],
  addNodeView: () => shown,
  addKeyboardShortcuts() {
    return {
      Enter: () => leave(this.editor),
      Backspace: () => removeEmpty(this.editor),
    };
  },
});

export async function askForFigure(editor) {
  const picture = await choosePicture(gettext("Put a picture into the text"));
  if (picture) insert(editor, picture);
  editor.view.focus();
}

// Below the block with the cursor, whatever that is nested in; in place of it where it is an empty paragraph.
function insert({ state, view }, picture) {
  const { $from } = state.selection;
  const figure = state.schema.nodes[NAME].create({ image: picture.id });
  const block = $from.depth ? $from.node(1) : null;
  const isEmpty = block?.type.name === "paragraph" && !block.content.size;
  const at = block ? (isEmpty ? $from.before(1) : $from.after(1)) : state.selection.to;
  const { tr } = state;
  if (isEmpty) tr.replaceWith(at, $from.after(1), figure);
  else tr.insert(at, figure);
  const end = at + figure.nodeSize;
  if (end >= tr.doc.content.size) tr.insert(end, state.schema.nodes.paragraph.create());
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView());
}

const figureAt = ({ selection: { $from } }) => ($from.parent.type.name === NAME ? $from.parent : null);

// Enter ends the caption.
function leave({ state, view }) {
  if (!figureAt(state)) return false;
  const at = state.selection.$from.after();
  const tr = state.tr.insert(at, state.schema.nodes.paragraph.create());
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView());
  return true;
}

function removeEmpty({ state, view }) {
  const { empty, $from } = state.selection;
  const figure = figureAt(state);
  if (!figure || !empty || figure.content.size) return false;
  view.dispatch(removed(state, $from.before(), figure));
  return true;
}

// An undo of its own, however soon it follows on another change.
function removed(state, at, figure) {
  const tr = closeHistory(state.tr).replaceWith(at, at + figure.nodeSize, state.schema.nodes.paragraph.create());
  return tr.setSelection(TextSelection.create(tr.doc, at + 1));
}

let count = 0;

// As the editor shows it: the picture, its caption to write in, and under it the words of this use.
function shown({ node, getPos, editor }) {
  const id = `figure-alt-${++count}`;
  const picture = crel("img", { alt: "", draggable: false });
  const caption = crel("figcaption", { "data-placeholder": gettext("Caption") });
  const alt = crel("input", { type: "text", id, maxLength: ALT, value: node.attrs.alt });
  const hint = crel("span", { className: "help" });
  const change = crel("button", { type: "button", className: "button", textContent: gettext("Change picture") });
  const remove = crel("button", { type: "button", className: "button", textContent: gettext("Remove picture") });
  const label = crel("label", { htmlFor: id, textContent: gettext("Alt text here") });
  const tools = crel("div", { className: "figure-tools", contentEditable: "false" }, [label, alt, hint, change, remove]);
  const frame = crel("div", { className: "figure-frame", contentEditable: "false" }, [picture]);
  const dom = crel("figure", { className: "figure-image" }, [frame, caption, tools]);

  const set = (name, value) => editor.view.dispatch(editor.state.tr.setNodeAttribute(getPos(), name, value));
  const show = async () => {
    const { image } = node.attrs;
    const found = await pictureOf(image);
    if (image !== node.attrs.image) return;
    dom.classList.toggle("figure-missing", !found);
    picture.alt = found ? found.alt || found.label : "";
    if (found) picture.src = found.large;
    alt.placeholder = found ? ownAlt(found) : "";
    caption.dataset.placeholder = found?.caption ? filled(gettext("Caption: %(caption)s"), found) : gettext("Caption");
    tell(found);
  };
  const tell = (found) => {
    if (!found) hint.textContent = gettext("This picture is not in the library any more.");
    else if (lacksAlt(found) && !node.attrs.alt) hint.textContent = gettext("It has none of its own: write one, or it cannot be published.");
    else hint.textContent = found.isDecorative || node.attrs.alt ? "" : gettext("Empty: the picture's own.");
  };
  alt.addEventListener("input", () => set("alt", alt.value));
  change.addEventListener("click", async () => {
    const other = await choosePicture(gettext("Change the picture"));
    if (other && getPos() !== undefined) set("image", other.id);
    change.focus();
  });
  remove.addEventListener("click", () => {
    editor.view.dispatch(removed(editor.state, getPos(), node));
    editor.view.focus();
  });
  caption.toggleAttribute("data-empty", !node.content.size);
  show();
  return {
    dom,
    contentDOM: caption,
    update(other) {
      if (other.type !== node.type) return false;
      node = other;
      caption.toggleAttribute("data-empty", !node.content.size);
      if (document.activeElement !== alt) alt.value = node.attrs.alt;
      show();
      return true;
    },
    stopEvent: ({ target }) => tools.contains(target),
    // Attributes are ours, on the caption too: a view that read them anew would be drawn anew, without end.
    ignoreMutation: ({ type, target }) => type === "attributes" || (type !== "selection" && !caption.contains(target)),
  };
}
