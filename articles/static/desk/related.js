// "Explore more": articles of this site by search, addresses outside by hand, in one ordered list.

import { crel } from "django-prose-editor/editor";
import { completed } from "desk/links";
import { openPicker } from "desk/picker";
import { lists, nameOf, touch } from "desk/rows";
import { Suggestions } from "desk/suggestions";
import { filled, gettext, ngettext } from "desk/words";

class Related {
  constructor(place) {
    this.place = place;
    this.rows = lists.get(place);
    this.locale = document.querySelector("#id_locale");
    for (const row of this.rows.list.children) this.equip(row);
    openPicker(place.querySelector("[data-picker]"), (text) => this.find(text));
    place.addEventListener("formset:added", ({ target }) => this.equip(target));
    this.suggestions = new Suggestions(place.querySelector("[data-suggestions]"), this);
    this.locale?.addEventListener("change", () => {
      this.renew();
      this.suggestions.suggest();
    });
    place.dataset.ready = "";
  }

  // Ids of the articles of this site that it leads to.
  get chosen() {
    return this.rows.kept.filter((row) => row.dataset.kind === "article").map((row) => row.querySelector('[name$="-target"]').value);
  }

  // { results, hasMore, note }, or { results: [], problem }.
  async ask(asked) {
    const { search, own } = this.place.dataset;
    const query = new URLSearchParams([...asked, ["locale", this.locale?.value ?? ""], ["own", own]]);
    try {
      const answer = await fetch(`${search}?${query}`, { headers: { Accept: "application/json" } });
      const found = await answer.json();
      return found.problem ? { results: [], problem: found.problem } : found;
    } catch {
      return { results: [], problem: gettext("The search does not answer. Are you still signed in?") };
    }
  }

  async find(text) {
    const address = addressIn(text);
    const isWhole = Boolean(address) && text.includes("/"); // "node.js" may be a word of a title
    const { results, hasMore, note, problem } = await this.ask([["q", isWhole ? address : text]]);
    const { rows } = this;
    const options = results.map((result) => ({
      card: result.card,
      get isChosen() {
        return rows.kept.some((row) => row.dataset.family === result.family);
      },
      isLast: isWhole,
      choose: () => this.addArticle(result),
    }));
    if (address && !results.length && !note) {
      options.push({ text: filled(gettext("Add as an address outside: %(address)s"), { address }), isLast: true, choose: () => this.addOutside(address) });
    }
    const words = problem ?? [note, counted(options.length, hasMore)].filter(Boolean).join(" ");
    return { options, note: words, isFirstMeant: isWhole };
  }

  addArticle(result) {
    const row = this.rows.add();
    if (!row) return filled(gettext("The list is full: %(count)s at the most."), { count: this.rows.most });
    this.speak(row, result);
    return filled(gettext("Added: %(name)s"), { name: result.title });
  }

  addOutside(address) {
    const row = this.rows.add();
    if (!row) return filled(gettext("The list is full: %(count)s at the most."), { count: this.rows.most });
    row.querySelector('[name$="-url"]').value = address;
    row.querySelector('[name$="-title"]').focus();
    this.rows.number();
    return filled(gettext("Added: %(name)s"), { name: address });
  }

  // Let this article of the site be what the row leads to.
  speak(row, { id, family, title, card }) {
    const target = row.querySelector('[name$="-target"]');
    target.value = id;
    row.querySelector('[name$="-url"]').value = "";
    this.show(row, { family, title, card });
    touch(target);
  }

  show(row, { family, title, card }) {
    row.querySelector("[data-card]").innerHTML = card; // of our own template, which escapes
    Object.assign(row.dataset, { family, name: title, kind: "article" });
    this.rows.number();
    this.suggestions.forget(family);
  }

  equip(row) {
    const url = row.querySelector('[name$="-url"]');
    row.dataset.kind = row.querySelector('[name$="-target"]').value ? "article" : "outside";
    url.addEventListener("input", () => row.querySelector(".address-missing")?.remove());
    url.addEventListener("change", () => this.recognise(row, url));
  }

  // An address of this site, written as one outside, is offered as the article that it leads to.
  async recognise(row, url) {
    row.querySelector(".related-offer")?.remove();
    const address = addressIn(url.value);
    if (!address) return;
    const { results, note } = await this.ask([["q", address]]);
    if (!note || address !== addressIn(url.value)) return;
    const offer = crel("p", { className: "related-offer", role: "status" });
    url.closest(".form-row").append(offer);
    offer.append(crel("span", { textContent: note }));
    for (const result of results) offer.append(crel("strong", { textContent: result.title }), this.offered(row, offer, result));
  }

  offered(row, offer, result) {
    const use = crel("button", { type: "button", className: "button", textContent: gettext("Use the article") });
    use.addEventListener("click", () => {
      offer.remove();
      this.speak(row, result);
      row.querySelector(".row-remove").focus();
      this.rows.announce(filled(gettext("Added: %(name)s"), { name: nameOf(row) }));
    });
    return use;
  }

  // In another locale other translations may speak.
  async renew() {
    const chosen = [...this.rows.list.children].filter((row) => row.dataset.kind === "article");
    const ids = chosen.map((row) => ["id", row.querySelector('[name$="-target"]').value]);
    if (!ids.length) return;
    const { results } = await this.ask(ids);
    for (const row of chosen) {
      const result = results.find(({ id }) => String(id) === row.querySelector('[name$="-target"]').value);
      if (result) this.show(row, result);
    }
  }
}

// The whole address, or null where the text is none that a link may have.
function addressIn(text) {
  const address = completed(text);
  return address && /^https?:/i.test(address) ? address : null;
}

function counted(count, hasMore) {
  if (!count) return gettext("No article found.");
  if (hasMore) return filled(gettext("%(count)s results and more: type on to narrow them down. Choose with the arrow keys and Enter."), { count });
  return filled(ngettext("%(count)s result. Choose it with the arrow keys and Enter.", "%(count)s results. Choose with the arrow keys and Enter.", count), { count });
}

for (const place of document.querySelectorAll("[data-related]")) new Related(place); // oxlint-disable-line no-new
