// A level-2 heading starts a section. Its permanent id travels in the heading, and every heading has one of its own.

import { Node, pm, textblockTypeInputRule } from "django-prose-editor/editor";
import { isSectionId, newSectionId } from "desk/ids";

const { Plugin } = pm.state;
const { Mapping } = pm.transform;
const NAME = "sectionHeading";

// Not in group "block": so it stands at the top of the document only, never in a quote or a list.
export const SectionHeading = Node.create({
  name: NAME,
  content: "text*",
  marks: "",
  defining: true,
  priority: 110, // before the other headings: h1 and h2 are ours

  addAttributes() {
    return {
      id: {
        default: null,
        parseHTML: (element) => (isSectionId(element.dataset.sectionId) ? element.dataset.sectionId : null),
        renderHTML: ({ id }) => (id ? { "data-section-id": id } : {}),
      },
    };
  },
  parseHTML: () => [{ tag: "h2" }, { tag: "h1" }],
  renderHTML: ({ HTMLAttributes }) => ["h2", HTMLAttributes, 0],

  addCommands() {
    return {
      toggleSection: () => ({ commands }) => commands.toggleNode(NAME, "paragraph"),
    };
  },
  addKeyboardShortcuts() {
    return { "Mod-Alt-2": () => this.editor.commands.toggleSection() };
  },
  addInputRules() {
    return [textblockTypeInputRule({ find: /^##\s$/, type: this.type })];
  },

  addStorage() {
    // `known`: ids that this document ever had; `vanished`: the id that a heading with this text had.
    return { known: new Set(), vanished: new Map() };
  },
  onCreate() {
    for (const { id } of headings(this.editor.state.doc)) this.storage.known.add(id);
  },
  addProseMirrorPlugins() {
    const { storage } = this;
    return [
      new Plugin({
        appendTransaction(transactions, before, after) {
          if (!transactions.some((transaction) => transaction.docChanged)) return null;
          return giveIds(transactions, before, after, storage);
        },
      }),
    ];
  },
});

function headings(doc) {
  const found = [];
  doc.forEach((node, pos) => {
    if (node.type.name === NAME) found.push({ pos, id: node.attrs.id, text: node.textContent });
  });
  return found;
}

function giveIds(transactions, before, after, storage) {
  const now = headings(after.doc);
  const earlier = headings(before.doc);
  remember(earlier, now, storage);
  const taken = new Set(now.map(({ id }) => id).filter(Boolean));
  const keepers = keepersOf(now, earlier, transactions);
  const changes = now.filter((heading) => !heading.id || keepers.get(heading.id) !== heading);
  if (!changes.length) return null;
  const { tr } = after;
  for (const heading of changes) {
    const old = storage.vanished.get(heading.text);
    const id = !heading.id && old && !taken.has(old) ? old : newSectionId();
    taken.add(id);
    storage.known.add(id);
    tr.setNodeAttribute(heading.pos, "id", id);
  }
  return tr;
}

// A heading that became a paragraph gets its id back when it becomes a heading again.
function remember(earlier, now, storage) {
  const standing = new Set(now.map(({ id }) => id));
  for (const { id, text } of earlier) if (id && text && !standing.has(id)) storage.vanished.set(text, id);
}

// Of several headings with one id: the one that stood there before keeps it, unless it was emptied.
function keepersOf(now, earlier, transactions) {
  const groups = new Map();
  for (const heading of now) if (heading.id) groups.set(heading.id, [...(groups.get(heading.id) ?? []), heading]);
  const keepers = new Map();
  for (const [id, group] of groups) {
    keepers.set(id, group.length === 1 ? group[0] : keeperOf(group, earlier.find((one) => one.id === id), transactions));
  }
  return keepers;
}

function keeperOf(group, old, transactions) {
  const filled = group.find(({ text }) => text) ?? group[0];
  if (!old) return filled;
  const mapping = new Mapping();
  for (const transaction of transactions) mapping.appendMapping(transaction.mapping);
  const { pos, deletedAfter } = mapping.mapResult(old.pos, 1);
  const stayed = deletedAfter ? null : group.find((heading) => heading.pos === pos);
  return stayed?.text ? stayed : filled;
}
