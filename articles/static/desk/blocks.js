// What a text may consist of: the same elements that the cleaner keeps (articles/text/structure.py).

import {
  Blockquote,
  Bold,
  BulletList,
  Code,
  CodeBlock,
  Document,
  Dropcursor,
  Gapcursor,
  HardBreak,
  Heading,
  History,
  HorizontalRule,
  Italic,
  ListItem,
  Mark,
  markInputRule,
  markPasteRule,
  OrderedList,
  Paragraph,
  Subscript,
  Superscript,
  Text,
  wrappingInputRule,
} from "django-prose-editor/editor";
import { Captioned } from "desk/captioned";
import { Embed } from "desk/embeds";
import { FigureImage } from "desk/figures";
import { Find } from "desk/find";
import { HighlightPassage } from "desk/highlights";
import { Link } from "desk/links";
import { Paste } from "desk/paste";
import { SectionHeading } from "desk/sections";
import { tables } from "desk/tables";

// The stock one shuts out all other marks, and a highlight must run through code.
const InlineCode = Code.extend({ excludes: "" });

// The stock ones take "5 * 3 * 2" for it, too: signs that mean emphasis stand close to its words.
const stressed = (sign) => {
  const signs = sign.replaceAll("*", "\\*");
  return `(?:^|\\s)(${signs}(?!\\s)([^${sign[0]}]+)(?<!\\s)${signs})`;
};
const bySigns = (mark, ...signs) => mark.extend({
  addInputRules() {
    return signs.map((sign) => markInputRule({ find: new RegExp(`${stressed(sign)}$`), type: this.type }));
  },
  addPasteRules() {
    return signs.map((sign) => markPasteRule({ find: new RegExp(stressed(sign), "g"), type: this.type }));
  },
});

const Cite = Mark.create({
  name: "cite",
  parseHTML: () => [{ tag: "cite" }],
  renderHTML: () => ["cite", 0],
});

const Preformatted = CodeBlock.extend({
  marks: "_",
  renderHTML: () => ["pre", 0],
});

// The stock one writes data-type and draws with a style attribute; of an ordered list we keep where it starts.
const NumberedList = OrderedList.extend({
  addAttributes() {
    return {
      start: {
        default: 1,
        parseHTML: (element) => Number.parseInt(element.getAttribute("start") ?? "1", 10) || 1,
        renderHTML: ({ start }) => (start === 1 ? {} : { start }),
      },
    };
  },
  addNodeView: () => null,
  addInputRules() {
    return [
      wrappingInputRule({
        find: /^(\d+)\.\s$/,
        type: this.type,
        getAttributes: (match) => ({ start: Number(match[1]) }),
        joinPredicate: (match, node) => node.childCount + node.attrs.start === Number(match[1]),
      }),
    ];
  },
});

const Quote = Blockquote.extend({
  addAttributes() {
    return {
      kind: {
        default: null,
        parseHTML: (element) => (element.dataset.kind === "pull" ? "pull" : null),
        renderHTML: ({ kind }) => (kind ? { "data-kind": kind } : {}),
      },
    };
  },
  addCommands() {
    return {
      ...this.parent?.(),
      toggleQuote: (kind) => ({ editor, commands }) => {
        if (!editor.isActive("blockquote")) return commands.wrapIn("blockquote", { kind });
        if (editor.isActive("blockquote", { kind })) return commands.lift("blockquote");
        return commands.updateAttributes("blockquote", { kind });
      },
    };
  },
});

const inline = [bySigns(Bold, "**", "__"), bySigns(Italic, "*", "_"), Subscript, Superscript, InlineCode, Cite, Link, HighlightPassage, HardBreak, Text, Paragraph, History, Paste, Find];

export const blocks = {
  document: [
    Document.extend({ content: "(block | sectionHeading)+" }),
    SectionHeading,
    Heading.configure({ levels: [3, 4] }),
    BulletList,
    NumberedList,
    ListItem,
    Quote,
    Preformatted,
    HorizontalRule,
    Embed,
    FigureImage,
    Captioned,
    ...tables,
    Dropcursor,
    Gapcursor,
    ...inline,
  ],
  lead: [Document.extend({ content: "paragraph" }), ...inline],
};
