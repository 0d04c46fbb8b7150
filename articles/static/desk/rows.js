// Ordered rows of a form: add one, move it by buttons, keys or drag, remove it and bring it back.
// What is sent is each row's position and its mark for removal. Without this module both can be given by hand.

import { crel } from "django-prose-editor/editor";
import { drag, putAt } from "desk/dragging";
import { filled, gettext } from "desk/words";

const ORDER = 'input[name$="-ORDER"]';
const DELETE = 'input[name$="-DELETE"]';
const KEYS = { ArrowUp: -1, ArrowDown: 1 };

export const lists = new Map(); // by their place in the page
export const isRemoved = (row) => row.querySelector(DELETE).checked;
export const touch = (field) => field.dispatchEvent(new Event("input", { bubbles: true })); // for who asks before leaving

export function nameOf(row) {
  const typed = row.querySelector('[name$="-title"]')?.value || row.querySelector('[name$="-url"]')?.value;
  return row.dataset.name || typed || row.querySelector("select")?.selectedOptions[0]?.text || gettext("empty row");
}

function makeButton(className, act) {
  const made = crel("button", { type: "button", className: `button ${className}` });
  made.addEventListener("click", () => act(made));
  return made;
}

class Rows {
  constructor(place) {
    this.place = place;
    this.prefix = place.dataset.rows;
    this.list = place.querySelector("ol");
    this.total = place.querySelector(`#id_${this.prefix}-TOTAL_FORMS`);
    this.most = Number(place.querySelector(`#id_${this.prefix}-MAX_NUM_FORMS`).value);
    this.status = crel("p", { className: "visually-hidden", role: "status" });
    place.append(this.status);
    for (const row of this.list.children) this.equip(row);
    this.number();
    const button = place.querySelector("[data-add]");
    button.hidden = false;
    button.addEventListener("click", () => {
      const row = this.add();
      const first = ["[data-outside] input", "select", "input:not([type=hidden])"].map((one) => row?.querySelector(one));
      first.find(Boolean)?.focus();
    });
    this.list.addEventListener("input", () => this.number());
  }

  get kept() {
    return [...this.list.children].filter((row) => !isRemoved(row));
  }

  announce(words) {
    this.status.textContent = words;
  }

  number() {
    const { kept } = this;
    [...this.list.children].forEach((row, index) => {
      const name = nameOf(row);
      row.querySelector(ORDER).value = index + 1;
      row.setAttribute("aria-label", filled(gettext("%(name)s, %(place)s of %(count)s"), { name, place: kept.indexOf(row) + 1, count: kept.length }));
      for (const button of row.querySelectorAll("[data-says]")) {
        button.setAttribute("aria-label", filled(button.dataset.says, { name }));
      }
    });
  }

  move(row, step) {
    const { kept } = this;
    const other = kept[kept.indexOf(row) + step];
    if (!other) return;
    const held = document.activeElement; // it loses the focus when its row is put elsewhere
    if (step < 0) other.before(row);
    else other.after(row);
    held.focus();
    this.moved(row);
  }

  moved(row) {
    this.number();
    touch(row.querySelector(ORDER));
    const { kept } = this;
    this.announce(filled(gettext("Now %(place)s of %(count)s: %(name)s"), { name: nameOf(row), place: kept.indexOf(row) + 1, count: kept.length }));
  }

  // Gives the new row, or null where there is no room for one.
  add() {
    if (this.kept.length >= this.most) {
      this.announce(filled(gettext("The list is full: %(count)s at the most."), { count: this.most }));
      return null;
    }
    const holder = document.createElement("template");
    holder.innerHTML = this.place.querySelector("template").innerHTML.replaceAll("__prefix__", this.total.value);
    const row = holder.content.firstElementChild;
    this.total.value = Number(this.total.value) + 1;
    this.list.append(row);
    this.equip(row);
    this.number();
    touch(row.querySelector(ORDER));
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: this.prefix } }));
    return row;
  }

  equip(row) {
    const tools = row.querySelector(".row-tools");
    for (const child of tools.children) child.hidden = true; // position and mark are set by what follows
    for (const child of tools.querySelectorAll(`${ORDER}, label`)) child.hidden = true;
    const handle = crel("span", { className: "row-handle", title: gettext("Drag to another place"), "aria-hidden": "true", textContent: "⠿" });
    tools.append(
      handle,
      this.labelled("up", gettext("Up"), gettext("Move up: %(name)s"), () => this.move(row, -1)),
      this.labelled("down", gettext("Down"), gettext("Move down: %(name)s"), () => this.move(row, 1)),
      this.labelled("remove", gettext("Remove"), gettext("Remove: %(name)s"), () => this.remove(row)),
    );
    handle.addEventListener("pointerdown", (event) => this.drag(row, event));
    row.addEventListener("keydown", (event) => {
      const step = event.altKey && !event.ctrlKey && !event.metaKey ? KEYS[event.key] : undefined;
      if (!step || event.target.closest("select, .select2-container")) return; // there the keys open the choices
      event.preventDefault();
      this.move(row, step);
    });
    if (isRemoved(row)) this.showRemoved(row);
  }

  // `says`: its full name, with the row's own put in as the row is numbered.
  labelled(kind, words, says, act) {
    const button = makeButton(`row-${kind}`, act);
    button.textContent = words;
    button.dataset.says = says;
    return button;
  }

  remove(row) {
    this.mark(row, true);
    this.showRemoved(row).focus();
    this.announce(filled(gettext("Removed: %(name)s"), { name: nameOf(row) }));
  }

  mark(row, isMarked) {
    const box = row.querySelector(DELETE);
    box.checked = isMarked;
    touch(box);
    this.number();
  }

  showRemoved(row) {
    const undo = this.labelled("undo", gettext("Undo"), gettext("Undo, bring back: %(name)s"), () => {
      said.remove();
      delete row.dataset.removed;
      this.mark(row, false);
      row.querySelector(".row-remove").focus();
      this.announce(filled(gettext("Back again: %(name)s"), { name: nameOf(row) }));
    });
    const said = crel("p", { className: "row-removed" }, [crel("span", { textContent: filled(gettext("Removed: %(name)s"), { name: nameOf(row) }) }), undo]);
    row.dataset.removed = "";
    row.append(said);
    this.number();
    return undo;
  }

  drag(row, event) {
    if (event.button !== 0) return;
    event.preventDefault(); // no selection of text
    const next = row.nextElementSibling;
    row.dataset.dragged = "";
    drag(event, {
      follow: ({ clientY }) => putAt(row, clientY, [...this.list.children]),
      end: (isDone) => {
        delete row.dataset.dragged;
        if (!isDone) this.list.insertBefore(row, next);
        else if (row.nextElementSibling !== next) this.moved(row);
      },
    });
  }
}

for (const place of document.querySelectorAll("[data-rows]")) lists.set(place, new Rows(place));
