// Tables with a caption, written and walked by keys alone.

import { crel, pm, Table, TableCell, TableHeader, TableRow } from "django-prose-editor/editor";
import { bindField } from "desk/attributes";
import { gettext } from "desk/words";

const { TextSelection } = pm.state;

// ProseMirror's tables know no caption: it travels as an attribute, and is written in a field above the table.
const CaptionedTable = Table.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      caption: {
        default: null,
        parseHTML: (element) => element.dataset.caption || element.querySelector(":scope > caption")?.textContent || null,
        renderHTML: ({ caption }) => (caption ? { "data-caption": caption } : {}),
      },
    };
  },
  parseHTML() {
    return [...this.parent(), { tag: "caption", ignore: true }];
  },
  addKeyboardShortcuts() {
    const when = (run) => () => this.editor.isActive("table") && run(this.editor.chain()).run();
    return {
      ...this.parent?.(),
      "Alt-Shift-ArrowDown": when((chain) => chain.addRowAfter()),
      "Alt-Shift-ArrowRight": when((chain) => chain.addColumnAfter()),
      "Alt-Shift-Backspace": when((chain) => chain.deleteRow()),
      "Alt-Shift-Delete": when((chain) => chain.deleteColumn()),
      "Alt-Enter": () => leave(this.editor),
    };
  },
  addNodeView: () => shown,
});

export const tables = [CaptionedTable, TableRow, TableCell, TableHeader];

// On to an empty paragraph below the table, which is made where there is none.
function leave({ state, view }) {
  const { $from } = state.selection;
  const depth = Array.from({ length: $from.depth + 1 }, (_, index) => index).find((index) => $from.node(index).type.name === "table");
  if (!depth) return false;
  const after = $from.after(depth);
  const { tr } = state;
  const next = tr.doc.resolve(after).nodeAfter;
  if (next?.type.name !== "paragraph" || next.content.size) tr.insert(after, state.schema.nodes.paragraph.create());
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  return true;
}

function shown({ node, getPos, editor }) {
  const caption = crel("input", {
    type: "text",
    className: "table-caption",
    placeholder: gettext("Caption of the table"),
    "aria-label": gettext("Caption of the table"),
    value: node.attrs.caption ?? "",
  });
  const head = crel("div", { contentEditable: "false" }, [caption]);
  const body = crel("tbody", {});
  const dom = crel("div", { className: "table-frame" }, [head, crel("table", {}, [body])]);
  const showCaption = bindField(caption, "caption", { editor, getPos, empty: null });
  caption.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault(); // it would send the form
    const { tr } = editor.state;
    editor.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(getPos() + 1))));
    editor.view.focus();
  });
  return {
    dom,
    contentDOM: body,
    update(other) {
      if (other.type !== node.type) return false;
      node = other;
      showCaption(node);
      return true;
    },
    stopEvent: ({ target }) => head.contains(target),
    ignoreMutation: ({ type, target }) => type === "attributes" || (type !== "selection" && !body.contains(target)),
  };
}
