// A search field with results as one types: the combobox of the WAI-ARIA practices, with a list of options.

import { crel } from "django-prose-editor/editor";
import { gettext } from "desk/words";

const PAUSE = 250; // milliseconds after the last key

// `find(text)` resolves to { options, note, isFirstMeant }. An option: { card (HTML) or text, isChosen, isLast, choose() }.
// `choose` gives words to announce. The list stays open for more of the same search, unless the option `isLast`.
export function openPicker(place, find) {
  place.hidden = false;
  return new Picker(place, find);
}

class Picker {
  constructor(place, find) {
    this.find = find;
    this.input = place.querySelector('[role="combobox"]');
    this.list = place.querySelector('[role="listbox"]');
    this.note = place.querySelector("[data-picker-note]");
    this.options = [];
    this.active = -1;
    this.turn = 0; // an answer that a newer question has overtaken is dropped
    this.timer = 0;
    this.input.addEventListener("input", (event) => {
      event.stopPropagation(); // nothing of the article was changed
      this.wait();
    });
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.leave());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the field
  }

  get isOpen() {
    return !this.list.hidden;
  }

  wait() {
    clearTimeout(this.timer);
    this.turn += 1;
    this.activate(-1);
    this.timer = setTimeout(() => this.search(), PAUSE);
  }

  async search() {
    clearTimeout(this.timer);
    const turn = ++this.turn;
    const text = this.input.value.trim();
    if (!text) {
      this.close();
      this.note.textContent = "";
      return;
    }
    const { options, note, isFirstMeant } = await this.find(text);
    if (turn !== this.turn || document.activeElement !== this.input) return;
    this.show(options);
    this.note.textContent = note;
    if (isFirstMeant && options.length && !options[0].isChosen) this.activate(0);
  }

  show(options) {
    this.options = options;
    this.active = -1;
    this.list.replaceChildren(...options.map((option, index) => this.item(option, index)));
    this.list.hidden = !options.length;
    this.input.setAttribute("aria-expanded", String(this.isOpen));
    this.input.removeAttribute("aria-activedescendant");
  }

  item(option, index) {
    const item = crel("li", { role: "option", id: `${this.list.id}-${index}`, "aria-selected": "false" });
    if (option.card) item.innerHTML = option.card;
    else item.textContent = option.text;
    if (option.isChosen) this.markChosen(item);
    item.addEventListener("click", () => this.choose(index));
    return item;
  }

  markChosen(item) {
    item.setAttribute("aria-disabled", "true");
    (item.querySelector(".related-words") ?? item).append(crel("span", { className: "picker-chosen", textContent: gettext("already in the list") }));
  }

  activate(index) {
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = index;
    const item = this.list.children[index];
    if (!item) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", item.id);
  }

  press(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const act = {
      ArrowDown: () => this.step(1),
      ArrowUp: () => this.step(-1),
      Enter: () => (this.active < 0 ? this.search() : this.choose(this.active)), // and never sends the form
      Escape: () => this.escape(),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  step(by) {
    const count = this.options.length;
    if (!this.isOpen) {
      this.search();
      return;
    }
    const from = this.active < 0 && by < 0 ? count : this.active;
    this.activate((from + by + count) % count);
  }

  escape() {
    if (!this.isOpen) this.input.value = "";
    this.close();
    this.note.textContent = "";
  }

  close() {
    clearTimeout(this.timer);
    this.turn += 1;
    this.show([]);
  }

  choose(index) {
    const option = this.options[index];
    if (option.isChosen) {
      this.note.textContent = gettext("already in the list");
      return;
    }
    this.note.textContent = option.choose();
    option.wasChosen = true;
    if (option.isLast || !option.isChosen) {
      this.input.value = "";
      this.close();
      return;
    }
    this.markChosen(this.list.children[index]);
    this.activate(this.options.findIndex((other, place) => place > index && !other.isChosen));
    this.input.select(); // whoever types on seeks something else
  }

  // Words that found what was wanted have done their work.
  leave() {
    if (this.isOpen && this.options.some((option) => option.wasChosen)) this.input.value = "";
    this.close();
  }
}
