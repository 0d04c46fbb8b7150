// What a search engine may show of the article, and how long its words are: advice, no limits. It falls back as the API
// does (api/documents/article.py): to the title, and to the beginning of the lead or of the text.

import { openAddress } from "desk/address";
import { filled, gettext } from "desk/words";
import { textIn } from "desk/written";

const TEASER = 160; // characters, as articles/text/plain.py cuts them
const PAUSE = 200; // milliseconds after the last key in the text
// Characters that are usually shown; less than the first wastes room.
const LENGTHS = { title: [30, 60], description: [70, 160] };

const inOneLine = (text) => text.trim().replace(/\s+/g, " ");
const valueOf = (id) => inOneLine(document.querySelector(id).value);

function teaserOf(text) {
  if ([...text].length <= TEASER) return text;
  const cut = [...text].slice(0, TEASER).join("");
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), TEASER / 2)).replace(/[ ,;:–—(/-]+$/, "")}…`;
}

// "https://example.org/articles/a-title/" as "example.org › articles › a-title".
function trail(address) {
  const [, host, path = ""] = /^https?:\/\/([^/]+)(.*)$/.exec(address) ?? [null, address];
  return [host, ...path.split(/[/?]/).filter(Boolean)].join(" › ");
}

function advice(kind, { own, length }) {
  const [short, long] = LENGTHS[kind];
  if (!length) return "";
  const words = [
    own ? "" : kind === "title" ? gettext("Empty: the title stands for it.") : gettext("Empty: the beginning of the lead stands for it."),
    filled(gettext("%(count)s characters."), { count: length }),
    length < short ? gettext("Short: there is room to say more.") : length > long ? filled(gettext("Long: what follows %(count)s may not be shown."), { count: long }) : gettext("A good length."),
  ];
  return words.filter(Boolean).join(" ");
}

function open(place) {
  const part = (name) => place.querySelector(`[data-result-${name}]`);
  const count = (kind) => document.querySelector(`[data-${kind}-length]`);
  let address = () => "";
  const show = () => {
    const own = { title: valueOf("#id_seo_title"), description: valueOf("#id_seo_description") };
    const shown = { title: own.title || valueOf("#id_title"), description: own.description || teaserOf(inOneLine(textIn("lead") || textIn("document"))) };
    const isHidden = document.querySelector("#id_noindex").checked;
    part("address").textContent = trail(valueOf("#id_canonical_url") || address());
    for (const kind of ["title", "description"]) {
      const { length } = [...shown[kind]];
      part(kind).textContent = shown[kind];
      count(kind).textContent = advice(kind, { own: own[kind], length });
      count(kind).dataset.length = !length || length < LENGTHS[kind][0] ? "short" : length > LENGTHS[kind][1] ? "long" : "good";
    }
    place.classList.toggle("search-hidden", isHidden);
    place.querySelector("figcaption").textContent = isHidden ? gettext("Search engines are asked not to show it.") : gettext("So a search engine may show it:");
  };
  address = openAddress(document.querySelector("[data-address]"), () => show());
  for (const id of ["seo_title", "seo_description", "canonical_url", "noindex"]) document.querySelector(`#id_${id}`).addEventListener("input", show);
  for (const kind of ["title", "description"]) {
    const field = document.querySelector(`#id_seo_${kind}`);
    field.setAttribute("aria-describedby", [field.getAttribute("aria-describedby"), count(kind).id].filter(Boolean).join(" "));
  }
  let timer = 0;
  const follow = new MutationObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
  for (const editor of document.querySelectorAll("[data-writing-editor]")) follow.observe(editor, { childList: true, characterData: true, subtree: true });
  place.hidden = false;
  show();
}

for (const place of document.querySelectorAll("[data-search-result]")) open(place);
