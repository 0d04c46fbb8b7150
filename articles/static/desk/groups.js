// The groups beside the text: folded as their reader left them, unless one holds something to be mended. What is folded
// away says in a few words what is in it.

const STORE = "desk-groups"; // by name of the group whether it is open

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(STORE)) ?? {};
  } catch {
    return {}; // nothing kept, or no storage allowed
  }
}

function remember(name, isOpen) {
  try {
    localStorage.setItem(STORE, JSON.stringify({ ...remembered(), [name]: isOpen }));
  } catch {
    // it opens the next time as it does at first
  }
}

const chosenIn = (group) => [...group.querySelectorAll("select:not([multiple], .admin-autocomplete)")].map((select) => select.value && select.selectedOptions[0]?.text.trim());
const tagsIn = (group) => [...group.querySelectorAll(".tag-chosen > li")].map((item) => item.firstChild.textContent);
const rowsIn = (group) => [...group.querySelectorAll("[data-rows] > ol > li:not([data-removed]) select.admin-autocomplete")].map((select) => select.selectedOptions[0]?.text);

function open(group) {
  const { group: name } = group.dataset;
  const hint = group.querySelector("[data-hint]");
  const show = () => {
    hint.textContent = group.open ? "" : [...rowsIn(group), ...chosenIn(group), ...tagsIn(group)].filter(Boolean).join(" · ");
  };
  if (!("errors" in group.dataset)) group.open = remembered()[name] ?? group.open;
  group.querySelector("summary").addEventListener("click", () => remember(name, !group.open)); // before it turns
  group.addEventListener("toggle", show);
  show();
}

for (const group of document.querySelectorAll("[data-group]")) open(group);

// --- From a list of what is to be mended to the field ------------------------------------------------------------------

function lead(event) {
  const { hash } = event.target.closest("a");
  const place = hash && document.querySelector(hash);
  if (!place) return;
  event.preventDefault();
  const folded = place.closest("details");
  if (folded) folded.open = true;
  const { writing } = place.dataset;
  const field = writing ? document.querySelector(`[data-writing-editor="${writing}"]`) : place;
  const stand = field.hidden || field.type === "hidden" ? (folded ?? field.parentElement).querySelector("button, summary") : field;
  stand?.focus();
  stand?.scrollIntoView({ block: "center" });
}

for (const link of document.querySelectorAll(".refusals a")) link.addEventListener("click", lead);

// --- The menu in the bar --------------------------------------------------------------------------------------------------

for (const menu of document.querySelectorAll("[data-menu]")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (!menu.contains(target)) menu.open = false;
  });
}
