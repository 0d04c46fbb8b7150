// The outline beside the text: sections with their words, to go to and to move with all that is in them.

import { crel, pm } from "django-prose-editor/editor";
import { inWords, selectedWords, wordsIn, wordsOf } from "desk/counting";
import { drag, putAt } from "desk/dragging";
import { filled, gettext } from "desk/words";

const { closeHistory } = pm.history;
const { Selection, TextSelection } = pm.state;
const PAUSE = 120; // milliseconds after the last key
const SLACK = 4; // pixels that a pointer may wander and still mean a click
const STEPS = { ArrowUp: -1, ArrowDown: 1 };
const KEY = "desk-outline"; // of what this browser remembers: was it closed?

// null where the browser keeps nothing.
function memory() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

// The sections of a text, each with its place and its words; first the opening, which may be empty.
export function sectionsOf(doc) {
  const found = [{ id: "opening", heading: null, from: 0, to: 0, words: 0 }];
  doc.forEach((node, pos) => {
    if (node.type.name === "sectionHeading") found.push({ id: node.attrs.id, heading: node.textContent, from: pos, words: 0 });
    const section = found.at(-1);
    section.words += wordsOf(node);
    section.to = pos + node.nodeSize;
  });
  return found;
}

// The section at `from` to the place `to` among those with a heading, counted from 0. Blocks are moved as they are, so
// that moving there and back gives the same bytes; a cursor within goes along.
export function moveSection({ state, view }, from, to) {
  const sections = sectionsOf(state.doc).slice(1);
  const section = sections[from];
  if (!section || !sections[to] || from === to) return false;
  const { selection } = state;
  const tr = closeHistory(state.tr);
  const target = to < from ? sections[to].from : sections[to].to;
  tr.delete(section.from, section.to);
  const place = tr.mapping.map(target);
  tr.insert(place, state.doc.slice(section.from, section.to).content);
  if (selection instanceof TextSelection && selection.from >= section.from && selection.to <= section.to) {
    const shift = place - section.from;
    tr.setSelection(TextSelection.create(tr.doc, selection.anchor + shift, selection.head + shift));
  }
  view.dispatch(tr);
  return true;
}

export class Outline {
  constructor(place, { lead, document: text }) {
    Object.assign(this, { place, lead, text });
    this.list = place.querySelector("[data-sections]");
    this.count = place.querySelector("[data-count]");
    this.said = place.querySelector("[data-outline-said]");
    this.rows = new Map(); // by id
    for (const editor of [lead, text]) for (const event of ["update", "selectionUpdate", "focus", "blur"]) editor.on(event, () => this.plan());
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("pointerdown", (event) => this.press(event));
    this.list.addEventListener("click", ({ target }) => {
      const row = target.closest("li");
      if (row && !this.dragged) this.go(row);
    });
    this.fold();
    this.show();
  }

  // Beside the text it is open unless this writer closed it; above the text it waits until it is asked for.
  fold() {
    const details = this.place.querySelector("details");
    const isBeside = () => getComputedStyle(this.place).position === "sticky";
    details.open = isBeside() && memory()?.getItem(KEY) !== "closed";
    details.querySelector("summary").addEventListener("click", () => {
      if (isBeside()) memory()?.setItem(KEY, details.open ? "closed" : "open"); // as it was before the click
    });
  }

  plan() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), PAUSE);
  }

  show() {
    if (this.dragged || this.text.isDestroyed) return;
    const { doc } = this.text.state;
    const sections = sectionsOf(doc);
    const shown = sections.filter(({ heading, to }) => heading !== null || (to && sections.length > 1));
    const items = shown.map((section) => this.rowOf(section));
    if (items.length !== this.list.children.length || items.some((item, index) => this.list.children[index] !== item)) {
      const held = this.list.contains(document.activeElement) ? document.activeElement : null;
      this.list.replaceChildren(...items);
      held?.focus();
    }
    this.sections = shown;
    this.first = shown[0]?.heading === null ? 1 : 0; // of those that may be moved
    this.mark();
    this.place.querySelector("[data-no-sections]").hidden = items.length > 0;
    this.place.querySelector("[data-outline-help]").hidden = items.length - this.first < 2;
    const selected = [this.lead, this.text].find((editor) => editor.isFocused && !editor.state.selection.empty);
    this.tell(this.count, inWords(wordsIn(this.lead.state.doc) + sections.reduce((sum, { words }) => sum + words, 0), selected ? selectedWords(selected.state) : 0));
  }

  // Where the cursor is; and one stop of the Tab key, which is there too unless the keys went elsewhere.
  mark() {
    const { head } = this.text.state.selection;
    const here = this.text.isFocused ? this.sections.findIndex(({ from, to }) => from <= head && head < to) : -1;
    const buttons = [...this.list.querySelectorAll("button")];
    buttons.forEach((button, index) => {
      if (index === here) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    });
    const stop = buttons.find((button) => button === document.activeElement) ?? buttons[here] ?? buttons.find(({ tabIndex }) => !tabIndex) ?? buttons[0];
    for (const button of buttons) button.tabIndex = button === stop ? 0 : -1;
  }

  rowOf({ id, heading, words }) {
    if (!this.rows.has(id)) {
      const name = crel("span", { className: "outline-name" });
      const count = crel("span", { className: "outline-words" });
      const button = crel("button", { type: "button", tabIndex: -1 }, [name, " ", count]);
      const handle = crel("span", { className: "outline-handle", "aria-hidden": "true", textContent: "⠿" });
      const item = crel("li", { "data-section": id }, heading === null ? [button] : [button, handle]);
      if (heading !== null) {
        button.setAttribute("aria-keyshortcuts", "Alt+ArrowUp Alt+ArrowDown");
        button.setAttribute("aria-describedby", "outline-help");
      }
      this.rows.set(id, { item, name, count });
    }
    const row = this.rows.get(id);
    this.tell(row.name, heading === null ? gettext("Opening") : heading.trim() || gettext("Without a heading"));
    this.tell(row.count, words.toLocaleString(document.documentElement.lang));
    return row.item;
  }

  tell(element, words) {
    if (element.textContent !== words) element.textContent = words;
  }

  indexOf(row) {
    return [...this.list.children].indexOf(row);
  }

  go(row) {
    const { view } = this.text;
    this.show(); // what was typed a moment ago is not in it yet
    if (!row.isConnected) return; // deleted a moment ago
    const { from } = this.sections[this.indexOf(row)];
    view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(from), 1)));
    view.focus();
    view.nodeDOM(from).scrollIntoView({ block: "start" });
  }

  key(event) {
    const row = event.target.closest("li");
    if (event.altKey && event.key in STEPS) {
      event.preventDefault();
      this.move(row, STEPS[event.key]);
      row.querySelector("button").focus();
      return;
    }
    const here = this.indexOf(row);
    const last = this.list.children.length - 1;
    const to = { ArrowUp: here - 1, ArrowDown: here + 1, Home: 0, End: last }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.list.children[Math.min(Math.max(to, 0), last)].querySelector("button").focus();
    this.mark();
  }

  // By so many rows. Where there is nothing to move to, that is said.
  move(row, by) {
    clearTimeout(this.timer);
    this.show();
    if (!row.isConnected) return;
    const from = this.indexOf(row);
    const { heading } = this.sections[from];
    const count = this.sections.length - this.first;
    const place = from + by - this.first;
    if (heading === null) {
      this.announce(gettext("The opening stays first."));
    } else if (moveSection(this.text, from - this.first, place)) {
      this.show();
      this.announce(filled(gettext("Now section %(place)s of %(count)s: %(heading)s"), { place: place + 1, count, heading }));
    } else {
      this.announce(filled(place < 0 ? gettext("Already the first section: %(heading)s") : gettext("Already the last section: %(heading)s"), { heading }));
    }
  }

  announce(words) {
    this.said.textContent = words;
  }

  // By a mouse anywhere on the row, by a finger on its handle, since elsewhere a finger scrolls.
  press(event) {
    const row = event.target.closest("li");
    const isMeant = event.pointerType === "mouse" || event.target.closest(".outline-handle");
    if (event.button !== 0 || !isMeant || !row?.querySelector(".outline-handle")) return;
    const from = this.indexOf(row);
    const began = event.clientY;
    drag(event, {
      follow: ({ clientY }) => {
        if (!this.dragged && Math.abs(clientY - began) < SLACK) return;
        this.dragged = row;
        row.dataset.dragged = "";
        this.follow(row, clientY);
      },
      end: (isDone) => {
        if (!this.dragged) return;
        delete row.dataset.dragged;
        const by = isDone ? this.indexOf(row) - from : 0;
        setTimeout(() => {
          this.dragged = null; // after the click that ends a drag
          this.show();
          if (by) this.move(row, by);
        });
      },
    });
  }

  follow(row, height) {
    const { top: above, bottom: below } = this.place.getBoundingClientRect();
    if (height < above + 40) this.place.scrollBy(0, -12);
    if (height > below - 40) this.place.scrollBy(0, 12);
    putAt(row, height, [...this.list.children].slice(this.first));
  }
}
