// What is pasted comes in as if it had been written here: our blocks, our marks, no style of its own.

import { Extension, pm } from "django-prose-editor/editor";
import { tidied } from "desk/foreign";
import { newHighlightId } from "desk/ids";
import { htmlOfMarkdown } from "desk/markdown";

const { Plugin } = pm.state;
const { DOMParser: SchemaParser, Fragment, Slice } = pm.model;

export const Paste = Extension.create({
  name: "pasteAsOurs",
  addProseMirrorPlugins() {
    const { editor } = this;
    let isForeign = false;
    return [
      new Plugin({
        props: {
          transformPastedHTML(html) {
            isForeign = !/data-pm-slice/.test(html);
            return isForeign ? tidied(html) : html;
          },
          // Asked where the clipboard has no HTML. Ctrl+Shift+V says that the signs are meant as they stand.
          clipboardTextParser(text, $context, isPlain, view) {
            const html = isPlain ? null : htmlOfMarkdown(text);
            isForeign = html !== null;
            return html && wholeBlocks(tidied(html), $context, view.state.schema);
          },
          transformCopied: withCopiedHeading,
          handlePaste: (view, event, slice) => putBefore(view, slice),
          transformPasted(slice, view) {
            if (view.dragging?.move) return slice; // a passage that is moved keeps what it has
            const foreign = isForeign;
            isForeign = false;
            const known = new Slice(withOwnIds(slice.content, editor, new Map()), slice.openStart, slice.openEnd);
            if (!view.state.schema.nodes.sectionHeading) return asOneParagraph(known, view.state.schema);
            return foreign ? withWholeHeading(known) : known;
          },
        },
      }),
    ];
  },
});

// Ids that this document never had are another article's: headings go without, highlights get new ones.
function withOwnIds(fragment, editor, renamed) {
  const { sectionHeading, highlightPassage } = editor.storage;
  const nodes = [];
  fragment.forEach((node) => {
    const marks = node.marks.map((mark) => {
      if (mark.type.name !== "highlightPassage" || highlightPassage.known.has(mark.attrs.id)) return mark;
      if (!renamed.has(mark.attrs.id)) renamed.set(mark.attrs.id, newHighlightId());
      return mark.type.create({ id: renamed.get(mark.attrs.id) });
    });
    if (node.isText) {
      nodes.push(node.mark(marks));
    } else if (node.type.name === "sectionHeading" && !sectionHeading.known.has(node.attrs.id)) {
      nodes.push(node.type.create({ ...node.attrs, id: null }, node.content));
    } else {
      nodes.push(node.copy(withOwnIds(node.content, editor, renamed)).mark(marks));
    }
  });
  return Fragment.fromArray(nodes);
}

// Of text that was laid out in blocks, only a paragraph may flow into the one at the cursor.
function wholeBlocks(html, $context, schema) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const { content, openStart, openEnd } = SchemaParser.fromSchema(schema).parseSlice(body, { context: $context });
  const open = (node, depth) => (node.type.name === "paragraph" ? depth : 0);
  return new Slice(content, open(content.firstChild, openStart), open(content.lastChild, openEnd));
}

// An open slice that begins with a heading would pour it into the paragraph at the cursor.
function withWholeHeading(slice) {
  const first = slice.content.firstChild;
  return first?.type.name === "sectionHeading" && slice.openStart ? new Slice(slice.content, 0, slice.openEnd) : slice;
}

// A heading that is copied from its start on is copied as one, not as some text for whatever it lands in.
function withCopiedHeading(slice, view) {
  return view.state.selection.$from.parentOffset === 0 && slice.content.childCount > 1 ? withWholeHeading(slice) : slice;
}

// Sections pasted at the start of a block come before it.
function putBefore(view, slice) {
  const { empty, $from } = view.state.selection;
  const isAtStart = empty && $from.depth === 1 && !$from.parentOffset && $from.parent.content.size;
  if (!isAtStart || slice.openStart || slice.content.firstChild?.type.name !== "sectionHeading") return false;
  view.dispatch(view.state.tr.insert($from.before(1), slice.content).scrollIntoView());
  return true;
}

function asOneParagraph(slice, schema) {
  let inline = Fragment.empty;
  slice.content.descendants((node) => {
    if (!node.isTextblock) return true;
    const space = inline.size ? Fragment.from(schema.text(" ")) : Fragment.empty;
    inline = inline.append(space).append(node.content);
    return false;
  });
  const loose = slice.content.firstChild?.isInline ? slice.content : inline;
  return new Slice(Fragment.from(schema.nodes.paragraph.create(null, loose)), 1, 1);
}
