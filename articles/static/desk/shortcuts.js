// Every key of the desk, in one list: the sheet under "?" shows those that work on its page. docs/editors.md has the same
// table (tests/house/test_shortcuts.py). Stands on every page, also where no other module does: it imports none.

const words = (text) => (window.gettext ?? ((same) => same))(text);
// Said when the sheet is opened: only then the words are there.
const gettext = (text) => () => words(text);
const pgettext = (context, text) => () => window.pgettext?.(context, text) ?? text;

// `on`: what a page has where these keys work; a key may ask for more, in third place.
const SHEET = [
  {
    name: gettext("Everywhere"),
    on: "body",
    keys: [
      ["?", gettext("this list")],
      ["Ctrl+/", gettext("this list, from within a text, too")],
    ],
  },
  {
    name: gettext("Lists and the start page"),
    on: "#changelist, .dashboard",
    keys: [
      ["/", gettext("to the search")],
      ["n", gettext("a new one; on the start page a new article")],
    ],
  },
  {
    name: gettext("Forms"),
    on: ".change-form:not(.writing-page) .submit-row",
    keys: [["Ctrl+S", gettext("save and go on")]],
  },
  {
    name: gettext("Publish, schedule"),
    on: ".act-page .submit-row .default",
    keys: [["Ctrl+Enter", gettext("do what the page asks")]],
  },
  {
    name: gettext("An article"),
    on: ".writing-page",
    keys: [
      ["Ctrl+S", gettext("save")],
      ["Ctrl+Enter", gettext("save and publish: leads to the question"), "[name=_publish]"],
      ["Ctrl+Shift+Enter", gettext("save and schedule: leads to the question"), "[name=_schedule]"],
      ["F6", gettext("from the text to what stands beside it, and back")],
      ["Enter", gettext("from the title to the lead, from the lead to the text")],
    ],
  },
  {
    name: gettext("Text"),
    on: ".writing-page",
    keys: [
      ["## ", gettext("starts a section")],
      ["Ctrl+Alt+2, 3, 4", gettext("section, heading 3, heading 4")],
      ["Ctrl+Shift+H", gettext("highlight")],
      ["Ctrl+B, Ctrl+I, Ctrl+E", gettext("bold, italic, code")],
      ["Ctrl+K", gettext("link")],
      ["Ctrl+F", gettext("find and replace")],
      ["Ctrl+Z, Ctrl+Shift+Z", gettext("undo, redo")],
      ["Alt+F10, Escape", gettext("to the toolbar, back to the text")],
    ],
  },
  {
    name: gettext("In a table"),
    on: ".writing-page",
    keys: [
      ["Tab, Shift+Tab", gettext("to the next cell, to the one before")],
      ["Alt+Shift+↓, Alt+Shift+→", gettext("a new row below, a new column after")],
      ["Alt+Shift+Backspace, Alt+Shift+Delete", gettext("delete the row, the column")],
      ["Alt+Enter", gettext("on below the table")],
    ],
  },
  {
    name: gettext("Outline"),
    on: ".writing-page",
    keys: [
      ["↑, ↓, Enter", gettext("walk the sections, go to one")],
      ["Alt+↑, Alt+↓", gettext("move a section")],
    ],
  },
  {
    name: gettext("Tags, Explore more, authors"),
    on: ".writing-page",
    keys: [
      ["↓, ↑, Enter", gettext("choose what was found")],
      ["Alt+↑, Alt+↓", gettext("move a row")],
      ["Backspace", gettext("in the empty field of tags: take the last one away")],
    ],
  },
];

const STORE = "desk-single-keys"; // "off": keys without Ctrl do nothing
const isMac = /^Mac|iP/.test(navigator.platform);
const MAC = { Ctrl: "Cmd", Alt: "Option" };
// What is printed on keys is another word in other languages.
const KEYS = {
  Alt: pgettext("key", "Alt"),
  Backspace: pgettext("key", "Backspace"),
  Ctrl: pgettext("key", "Ctrl"),
  Delete: pgettext("key", "Delete"),
  Enter: pgettext("key", "Enter"),
  Escape: pgettext("key", "Escape"),
  Shift: pgettext("key", "Shift"),
  Tab: pgettext("key", "Tab"),
};
const named = (keys) => keys.replace(/[A-Z][a-z]+/g, (key) => (isMac && MAC[key]) || (KEYS[key]?.() ?? key));

// --- What they do ---------------------------------------------------------------------------------------------------

const press = (...places) => () => {
  const button = places.map((place) => document.querySelector(place)).find(Boolean);
  if (!button || button.closest("[inert]")) return false;
  button.click();
  return true;
};

function goToSearch() {
  const field = document.querySelector("#searchbar, .dashboard #nav-filter");
  field?.focus();
  field?.select();
  return Boolean(field);
}

let left = null; // where somebody was beside the text

function changeSides() {
  const beside = document.querySelector(".writing-beside");
  if (!beside || beside.closest("[inert]")) return false;
  if (beside.contains(document.activeElement)) {
    left = document.activeElement;
    document.querySelector('[data-writing-editor="document"]').focus();
  } else {
    (left?.isConnected && left.checkVisibility() ? left : beside.querySelector("summary")).focus();
  }
  return true;
}

const ACTS = {
  "?": openSheet,
  "Ctrl+/": openSheet,
  "/": goToSearch,
  n: () => !document.querySelector(".writing-page") && press("#content .object-tools .addlink", '.dashboard .addlink[href$="/article/add/"]')(),
  "Ctrl+S": press(".writing-page [name=_save]", ".submit-row [name=_continue]", ".submit-row [name=_save]"),
  "Ctrl+Enter": press("[name=_publish]", ".act-page .submit-row .default"),
  "Ctrl+Shift+Enter": press("[name=_schedule]"),
  F6: changeSides,
};

// "Ctrl+Shift+Enter" for an event. Shift says nothing of a sign that is typed with it on this keyboard and without it on another.
function chordOf({ key, altKey, ctrlKey, metaKey, shiftKey }) {
  const isLetter = /^\p{L}$/u.test(key);
  const hasMod = isMac ? metaKey : ctrlKey;
  const parts = [hasMod && "Ctrl", altKey && "Alt", shiftKey && (isLetter || key.length > 1) && "Shift"];
  return [...parts.filter(Boolean), isLetter && hasMod ? key.toUpperCase() : key].join("+");
}

const isTyping = (place) => place.closest?.("input:not([type=checkbox], [type=radio], [type=submit]), textarea, select, [contenteditable]") ?? null;

function isSwitchedOff() {
  try {
    return localStorage.getItem(STORE) === "off";
  } catch {
    return false;
  }
}

// Before any other listener: an editor would take Ctrl+Enter for a line break.
addEventListener("keydown", (event) => {
  const chord = chordOf(event);
  const isSingle = chord.length === 1;
  if (chord === "Ctrl+S" && document.querySelector("#content form")) event.preventDefault(); // held, or in a dialog: never the browser's own
  if (!Object.hasOwn(ACTS, chord) || event.isComposing || event.repeat || document.querySelector("dialog[open]")) return;
  if (isSingle && (isTyping(event.target) || isSwitchedOff())) return;
  if (ACTS[chord]() === false) return;
  event.preventDefault();
  event.stopPropagation();
}, { capture: true });

// --- The sheet -------------------------------------------------------------------------------------------------------

const opener = document.querySelector("[data-shortcuts]");

function make(tag, properties = {}, children = []) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

// "Ctrl+B, Ctrl+I" as keys with what stands between them.
const keysOf = (keys) => named(keys).split(", ").flatMap((one, index) => [...(index ? [" "] : []), make("kbd", { textContent: one.trim() })]);

function makeSheet() {
  const works = (on = "body") => document.querySelector(on) !== null;
  const groups = SHEET.filter(({ on }) => works(on)).map(({ name, keys }) => make("section", {}, [
    make("h3", { textContent: name() }),
    make("dl", {}, keys.filter(([, , on]) => works(on)).map(([key, does]) => make("div", {}, [make("dt", {}, keysOf(key)), make("dd", { textContent: does() })]))),
  ]));
  const heading = make("h2", { id: "shortcuts-heading", textContent: opener.ariaLabel });
  const single = make("input", { type: "checkbox", checked: !isSwitchedOff() });
  single.addEventListener("change", () => {
    try {
      localStorage.setItem(STORE, single.checked ? "on" : "off");
    } catch {
      single.checked = true; // nothing is kept here
    }
  });
  const close = make("button", { type: "submit", className: "button", textContent: gettext("Close")(), autofocus: true });
  const sheet = make("dialog", { className: "shortcuts-sheet" }, [
    heading,
    make("div", { className: "shortcuts-groups" }, groups),
    make("form", { method: "dialog" }, [make("label", {}, [single, ` ${gettext("Keys without Ctrl work, where no text is typed")()}`]), close]),
  ]);
  sheet.setAttribute("aria-labelledby", heading.id);
  sheet.addEventListener("click", ({ target }) => target === sheet && sheet.close()); // beside it
  sheet.addEventListener("keydown", ({ key }) => key === "?" && sheet.close());
  sheet.addEventListener("close", () => sheet.remove());
  return sheet;
}

let isOpening = false; // its words may have to come first, and the key is pressed again meanwhile

async function openSheet() {
  if (isOpening) return;
  isOpening = true;
  if (!window.gettext) await load(opener.dataset.words);
  isOpening = false;
  const sheet = makeSheet();
  document.body.append(sheet);
  sheet.showModal();
}

// Without its words it is shown all the same.
function load(address) {
  const script = make("script", { src: address });
  document.head.append(script);
  return new Promise((resolve) => {
    for (const name of ["load", "error"]) script.addEventListener(name, resolve);
  });
}

opener.addEventListener("click", openSheet);
opener.setAttribute("aria-keyshortcuts", "? Control+/");
document.querySelector(".desk-bar")?.append(opener); // else it would lie over the bar
opener.hidden = false;
