// A dialog to choose a picture of the library, or to upload one.

import { crel } from "django-prose-editor/editor";
import { listed, remember } from "desk/pictures";
import { openUploadArea, settings } from "desk/upload";
import { filled, gettext, ngettext } from "desk/words";

const PAUSE = 250; // milliseconds after the last key

// Resolves to the picture, or to null.
export function choosePicture(title) {
  const heading = crel("h2", { id: "library-heading", textContent: title });
  const search = crel("input", { type: "search", id: "library-search", autocomplete: "off" });
  const status = crel("p", { role: "status", className: "help" });
  const list = crel("ul", { className: "library-list" });
  const more = crel("button", { type: "button", className: "button", textContent: gettext("Show more"), hidden: true });
  const cancel = crel("button", { type: "button", className: "button", textContent: gettext("Cancel") });
  const upload = crel("section", { id: "library-upload", "aria-label": gettext("Upload pictures") });
  const dialog = crel("dialog", { className: "desk-dialog library-dialog", "aria-labelledby": heading.id }, [
    crel("header", { className: "library-head" }, [heading, cancel]),
    crel("label", { htmlFor: search.id, textContent: gettext("Search the library") }),
    search,
    upload,
    status,
    list,
    crel("div", { className: "dialog-buttons" }, [more]),
  ]);
  let resolve;
  const answer = new Promise((done) => {
    resolve = done;
  });
  const choose = (picture) => {
    remember(picture);
    dialog.close();
    resolve(picture); // at once: the event comes later, and the next key must find its place
  };
  if (settings.upload) {
    openUploadArea(upload, ({ picture }) => {
      for (const item of list.children) if (item.dataset.id === picture.id) item.remove();
      list.prepend(itemOf(picture, choose));
    });
  }
  fill({ search, status, list, more }, choose);
  cancel.addEventListener("click", () => dialog.close());
  dialog.addEventListener("keydown", (event) => walk(event, search, list));
  document.body.append(dialog);
  dialog.showModal();
  search.focus();
  dialog.addEventListener("close", () => {
    dialog.remove();
    resolve(null); // unless one was chosen
  });
  return answer;
}

// By arrow keys from the search into the pictures, and among them.
function walk(event, search, list) {
  const pictures = [...list.querySelectorAll("button")];
  const here = pictures.indexOf(document.activeElement);
  const isInSearch = document.activeElement === search;
  if (!pictures.length || (here < 0 && !(isInSearch && event.key === "ArrowDown"))) return;
  const across = pictures.filter(({ offsetTop }) => offsetTop === pictures[0].offsetTop).length;
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: isInSearch ? 1 : across, ArrowUp: -across }[event.key];
  if (!step) return;
  event.preventDefault();
  (pictures[here + step] ?? (step < 0 ? search : pictures.at(-1))).focus();
}

function fill({ search, status, list, more }, choose) {
  let page = 1;
  let asked = 0; // an answer that a newer question has overtaken is dropped
  const show = async () => {
    const turn = ++asked;
    const { pictures, hasMore, problem } = await listed({ q: search.value, page });
    if (turn !== asked) return;
    if (page === 1) list.replaceChildren();
    list.append(...pictures.map((picture) => itemOf(picture, choose)));
    more.hidden = !hasMore;
    const count = list.children.length;
    status.textContent = problem ?? (count ? counted(count, hasMore) : gettext("No picture found."));
  };
  let timer = 0;
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      page = 1;
      show();
    }, PAUSE);
  });
  more.addEventListener("click", async () => {
    const before = list.children.length;
    page += 1;
    await show();
    list.children[before]?.querySelector("button").focus();
  });
  show();
}

function counted(count, hasMore) {
  if (hasMore) return filled(gettext("The first %(count)s pictures"), { count });
  return filled(ngettext("%(count)s picture", "%(count)s pictures", count), { count });
}

function itemOf(picture, choose) {
  const words = picture.alt || (picture.isDecorative ? gettext("decorative") : gettext("no alt text yet"));
  const button = crel("button", { type: "button", className: "library-picture" }, [
    crel("img", { src: picture.preview, alt: "", loading: "lazy" }),
    crel("strong", { textContent: picture.label }),
    crel("span", { textContent: words }),
    crel("span", { textContent: picture.credit }),
  ]);
  button.addEventListener("click", () => choose(picture));
  return crel("li", { "data-id": picture.id }, [button]);
}
