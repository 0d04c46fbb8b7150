// "Suggested from the text": similar articles that are live, to be added or dismissed. Asked for as the page opens and
// at the press of a button, with the text as it stands on the page; never while somebody types.

import { crel } from "django-prose-editor/editor";
import { filled, gettext, ngettext } from "desk/words";
import { textIn } from "desk/written";

export class Suggestions {
  // `related`: the rows that a suggestion is added to.
  constructor(place, related) {
    this.place = place;
    this.related = related;
    this.list = place.querySelector("ul");
    this.note = place.querySelector("[data-suggestions-note]");
    this.button = place.querySelector("[data-suggest]");
    this.turn = 0; // an answer that a newer question has overtaken is dropped
    place.hidden = false;
    this.button.addEventListener("click", () => this.suggest({ isAsked: true }));
    this.list.addEventListener("click", ({ target }) => this.press(target.closest("button")));
    if (document.readyState === "complete") this.suggest();
    else addEventListener("load", () => this.suggest(), { once: true }); // by then the editors hold the text
  }

  get written() {
    return { title: document.querySelector("#id_title")?.value.trim() ?? "", lead: textIn("lead"), text: textIn("document") };
  }

  async suggest({ isAsked = false } = {}) {
    const { written } = this;
    const turn = ++this.turn;
    if (!Object.values(written).some(Boolean)) {
      this.show("", isAsked ? gettext("Write something first: suggestions come from the text.") : "");
      return;
    }
    const { own } = this.related.place.dataset;
    const besides = this.related.chosen.map((id) => ["besides", id]);
    const asked = [...Object.entries(written), ["locale", this.related.locale?.value ?? ""], ["own", own], ...besides];
    this.place.setAttribute("aria-busy", "true");
    const { items, count, problem } = await this.send(this.place.dataset.suggestions, asked);
    if (turn !== this.turn) return;
    this.place.removeAttribute("aria-busy");
    if (problem) this.note.textContent = problem;
    else this.show(items, isAsked || !count ? counted(count) : "");
  }

  show(items, words) {
    this.list.innerHTML = items; // of our own template, which escapes
    this.note.textContent = words;
  }

  // What the address answers, or { problem }; never rejects.
  async send(address, fields) {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    try {
      const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": token } });
      return await answer.json();
    } catch {
      return { problem: gettext("The suggestions do not answer. Are you still signed in?") };
    }
  }

  press(button) {
    const item = button?.closest("[data-id]");
    if (button?.matches("[data-pin]")) this.pin(item);
    else if (button?.matches("[data-dismiss]")) this.dismiss(item);
    else if (item) this.bringBack(item);
  }

  pin(item) {
    const open = [...this.list.children].filter((one) => one === item || !("dismissed" in one.dataset));
    const at = open.indexOf(item);
    const next = (open[at + 1] ?? open[at - 1])?.querySelector("[data-pin]") ?? this.button;
    const { id, family, name } = item.dataset;
    this.note.textContent = this.related.addArticle({ id, family, title: name, card: item.querySelector("[data-card]").innerHTML });
    if (!item.isConnected) next.focus();
  }

  // It is in the rows now.
  forget(family) {
    for (const item of this.list.children) if (item.dataset.family === family) item.remove();
  }

  async dismiss(item) {
    if (!(await this.remember(item, []))) return;
    const { name } = item.dataset;
    const words = filled(gettext("Dismissed: %(name)s"), { name });
    const undo = crel("button", { type: "button", className: "button", textContent: gettext("Undo") });
    undo.setAttribute("aria-label", filled(gettext("Undo, bring back: %(name)s"), { name }));
    item.append(crel("p", { className: "row-removed" }, [crel("span", { textContent: words }), undo]));
    item.dataset.dismissed = "";
    undo.focus();
    this.note.textContent = words;
  }

  async bringBack(item) {
    if (!(await this.remember(item, [["undo", ""]]))) return;
    const { name } = item.dataset;
    item.querySelector(".row-removed").remove();
    delete item.dataset.dismissed;
    item.querySelector("[data-dismiss]").focus();
    this.note.textContent = filled(gettext("Back again: %(name)s"), { name });
  }

  async remember(item, more) {
    const { problem } = await this.send(this.place.dataset.dismissal, [["target", item.dataset.id], ...more]);
    if (problem) this.note.textContent = problem;
    return !problem;
  }
}

function counted(count) {
  if (!count) return gettext("Nothing that is public in this language is similar yet.");
  return filled(ngettext("%(count)s similar article.", "%(count)s similar articles, the most similar first.", count), { count });
}
