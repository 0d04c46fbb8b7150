// A picture of the library in the text: its id, words for who cannot see it, and its caption. Never an address.

import { crel, Node } from "django-prose-editor/editor";
import { bindField } from "desk/attributes";
import { insertBlock, removeBlock } from "desk/captioned";
import { choosePicture } from "desk/library";
import { lacksAlt, ownAlt, pictureOf } from "desk/pictures";
import { filled, gettext } from "desk/words";

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
});

export async function askForFigure(editor) {
  const picture = await choosePicture(gettext("Put a picture into the text"));
  if (picture) insertBlock(editor, editor.schema.nodes[NAME].create({ image: picture.id }));
  editor.view.focus();
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
  const credit = crel("span", { className: "figure-credit" });
  const page = crel("a", { target: "_blank", textContent: gettext("Change it in the library") });
  const owed = crel("p", { className: "figure-owed", contentEditable: "false" }, [credit, " ", page]);
  const tools = crel("div", { className: "figure-tools", contentEditable: "false" }, [label, alt, hint, change, remove]);
  const frame = crel("div", { className: "figure-frame", contentEditable: "false" }, [picture]);
  const dom = crel("figure", { className: "figure-image" }, [frame, caption, owed, tools]);

  const showAlt = bindField(alt, "alt", { editor, getPos, empty: "" });
  const show = async () => {
    const { image } = node.attrs;
    const found = await pictureOf(image);
    if (image !== node.attrs.image) return;
    dom.classList.toggle("figure-missing", !found);
    picture.alt = found ? found.alt || found.label : "";
    if (found) picture.src = found.large;
    alt.placeholder = found ? ownAlt(found) : "";
    caption.dataset.placeholder = found?.caption ? filled(gettext("Caption: %(caption)s"), found) : gettext("Caption");
    credit.textContent = found?.credit ? filled(gettext("Credit: %(credit)s"), found) : gettext("No credit yet.");
    owed.hidden = !found;
    if (found) page.href = found.page;
    tell(found);
  };
  const tell = (found) => {
    if (!found) hint.textContent = gettext("This picture is not in the library any more.");
    else if (lacksAlt(found) && !node.attrs.alt) hint.textContent = gettext("It has none of its own: write one, or it cannot be published.");
    else hint.textContent = found.isDecorative || node.attrs.alt ? "" : gettext("Empty: the picture's own.");
  };
  alt.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // it would save
  });
  change.addEventListener("click", async () => {
    const other = await choosePicture(gettext("Change the picture"));
    if (other && getPos() !== undefined) editor.view.dispatch(editor.state.tr.setNodeAttribute(getPos(), "image", other.id));
    change.focus();
  });
  remove.addEventListener("click", () => {
    removeBlock(editor, getPos());
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
      showAlt(node);
      show();
      return true;
    },
    stopEvent: ({ target }) => tools.contains(target) || owed.contains(target),
    // Attributes are ours, on the caption too: a view that read them anew would be drawn anew, without end.
    ignoreMutation: ({ type, target }) => type === "attributes" || (type !== "selection" && !caption.contains(target)),
  };
}
