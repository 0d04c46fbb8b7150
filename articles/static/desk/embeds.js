// What is elsewhere, a film or sound, by the address that people share. Readers see a link, and a player after a click.

import { crel, Node, pm } from "django-prose-editor/editor";
import { ask } from "desk/asking";
import { insertBlock, removeBlock } from "desk/captioned";
import { filled, gettext } from "desk/words";

const { Plugin } = pm.state;
const NAME = "embed";

// The page tells whose addresses have a player: by patterns (articles/text/embeds.py), and by their hosts alone.
const { providers, hosts } = JSON.parse(document.querySelector("#embeds").textContent);
const known = providers.map(({ name, pages }) => ({ name, pages: pages.map((page) => new RegExp(`^https://${page}`)) }));

const hostOf = (address) => (URL.canParse(address) ? new URL(address).hostname : address);

// The name of who keeps it; "" for an address that readers would get no player for.
function providerOf(address) {
  const found = known.find(({ pages }) => pages.some((page) => page.test(address)));
  if (found) return found.name;
  return address.startsWith("https://") && hosts.includes(hostOf(address)) ? hostOf(address) : "";
}

const completed = (words) => words.trim().replace(/^http:\/\//i, "https://").replace(/^(?!https:\/\/)(?=[\w-]+(\.[\w-]+)+\/)/i, "https://");

function problemOf(words) {
  const address = completed(words);
  if (!/^https:\/\/[^\s/]+\.[^\s/]+\/\S*$/i.test(address)) return gettext("Give the whole address of the page: https://…");
  if (providerOf(address)) return "";
  const names = known.map(({ name }) => name).join(", ");
  return filled(gettext("There is no player for this page of %(host)s. Give the address of one film or sound (%(names)s), or set a link."), { host: hostOf(address), names });
}

export const Embed = Node.create({
  name: NAME,
  group: "block",
  content: "inline*",
  isolating: true,
  defining: true,
  priority: 110, // an address that is pasted alone is no link

  addAttributes() {
    return {
      address: {
        default: "",
        parseHTML: (element) => element.dataset.embed,
        renderHTML: ({ address }) => ({ "data-embed": address }),
      },
    };
  },
  parseHTML: () => [
    {
      tag: "figure[data-embed]",
      contentElement: (element) => element.querySelector("figcaption") ?? document.createElement("figcaption"),
    },
  ],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, ["figcaption", 0]],
  addNodeView: () => shown,
  addProseMirrorPlugins() {
    const { editor } = this;
    return [new Plugin({ props: { handlePaste: (view, event) => takeAlone(editor, event) } })];
  },
});

export function askForEmbed(editor) {
  ask({
    label: gettext("Address of the film or sound"),
    button: gettext("Put in"),
    help: known.map(({ name }) => name).join(", "),
    problemOf,
    take: (words) => insertBlock(editor, editor.schema.nodes[NAME].create({ address: completed(words) })),
    leave: () => editor.view.focus(),
  });
}

// An address alone, pasted into an empty paragraph.
function takeAlone(editor, event) {
  const { empty, $from } = editor.state.selection;
  const address = event.clipboardData?.getData("text/plain").trim() ?? "";
  const isPlace = empty && $from.depth === 1 && $from.parent.type.name === "paragraph" && !$from.parent.content.size;
  if (!isPlace || /\s/.test(address) || !providerOf(address)) return false;
  insertBlock(editor, editor.schema.nodes[NAME].create({ address }));
  return true;
}

function shown({ node, getPos, editor }) {
  const provider = crel("strong", {});
  const address = crel("span", { className: "embed-address" });
  const caption = crel("figcaption", { "data-placeholder": gettext("Caption") });
  const change = crel("button", { type: "button", className: "button", textContent: gettext("Change address") });
  const remove = crel("button", { type: "button", className: "button", textContent: gettext("Remove embed") });
  const tools = crel("div", { className: "figure-tools", contentEditable: "false" }, [change, remove]);
  const head = crel("div", { className: "embed-head", contentEditable: "false" }, [provider, address]);
  const dom = crel("figure", { className: "figure-embed" }, [head, caption, tools]);
  const show = () => {
    provider.textContent = providerOf(node.attrs.address) || hostOf(node.attrs.address);
    address.textContent = node.attrs.address.replace(/^https:\/\//, "");
    caption.toggleAttribute("data-empty", !node.content.size);
  };
  change.addEventListener("click", () => {
    ask({
      label: gettext("Address of the film or sound"),
      button: gettext("Change"),
      value: node.attrs.address,
      problemOf,
      take: (words) => editor.view.dispatch(editor.state.tr.setNodeAttribute(getPos(), "address", completed(words))),
      leave: () => change.focus(),
    });
  });
  remove.addEventListener("click", () => removeBlock(editor, getPos()));
  show();
  return {
    dom,
    contentDOM: caption,
    update(other) {
      if (other.type !== node.type) return false;
      node = other;
      show();
      return true;
    },
    stopEvent: ({ target }) => tools.contains(target),
    ignoreMutation: ({ type, target }) => type === "attributes" || (type !== "selection" && !caption.contains(target)),
  };
}
