// Trees of categories: moved by drag, by arrow keys on the handle, or by its buttons. Each move is saved at once, and shown
// only when the site has done it: what is refused stays where it was.

const status = document.querySelector("[data-tree-status]");
const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
const KEYS = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "indent", ArrowLeft: "outdent" };

const itemOf = (element) => element.closest("[data-category]");
const listOf = (item) => item?.querySelector(":scope > ol");
const parentOf = (item) => itemOf(item.parentElement);
const siblingsOf = (list) => [...list.children];

function say(words, isProblem = false) {
  status.textContent = words;
  status.classList.toggle("tree-problem", isProblem);
}

// Where each key leads: { parent, list, position (from 1) }, or null at the edge.
const STEPS = {
  up: (item) => beside(item, -1),
  down: (item) => beside(item, 1),
  indent(item) {
    const above = item.previousElementSibling;
    return above && { parent: above, list: listOf(above), position: listOf(above).children.length + 1 };
  },
  outdent(item) {
    const parent = parentOf(item);
    if (!parent) return null;
    const list = parent.parentElement;
    return { parent: parentOf(parent), list, position: siblingsOf(list).indexOf(parent) + 2 };
  },
};

function beside(item, step) {
  const list = item.parentElement;
  const place = siblingsOf(list).indexOf(item) + step;
  if (place < 0 || place >= list.children.length) return null;
  return { parent: parentOf(item), list, position: place + 1 };
}

let queue = Promise.resolve(); // a key pressed while the last move is on its way starts from where that one ends

function move(item, findPlace) {
  queue = queue.then(() => moveNow(item, findPlace(item)));
  return queue;
}

async function moveNow(item, place) {
  const tree = item.closest("[data-tree]");
  if (!place) return say(tree.dataset.edge);
  const handle = item.querySelector("[data-handle]");
  const { status: code, said, problem, order } = await send(handle.dataset.address, place);
  if (code !== 200) return say(problem ?? tree.dataset.broken, true);
  const known = new Map(siblingsOf(place.list).concat(item).map((one) => [Number(one.dataset.category), one]));
  if (order.length !== known.size || !order.every((id) => known.has(id))) return location.reload(); // others moved, too
  const focused = document.activeElement;
  place.list.append(...order.map((id) => known.get(id)));
  if (item.contains(focused)) focused.focus();
  return say(said);
}

async function send(address, { parent, position }) {
  const body = new URLSearchParams({ parent: parent?.dataset.category ?? "", position });
  try {
    const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": token } });
    return { status: answer.status, ...(await answer.json()) };
  } catch {
    return { status: 0 };
  }
}

// --- Keys and buttons ------------------------------------------------------------------------------------------------

// The link to the form becomes a button that opens four more, for those who have neither mouse nor arrow keys.
function equip(link) {
  const item = itemOf(link);
  const { dataset } = item.closest("[data-tree]");
  const handle = document.createElement("button");
  handle.type = "button";
  handle.className = link.className;
  handle.textContent = link.textContent;
  handle.draggable = true;
  handle.dataset.handle = "";
  handle.dataset.address = link.href;
  handle.setAttribute("aria-label", link.getAttribute("aria-label"));
  handle.setAttribute("aria-describedby", "tree-help");
  handle.setAttribute("aria-expanded", "false");
  link.replaceWith(handle);

  const tools = document.createElement("span");
  tools.className = "tree-tools";
  tools.hidden = true;
  for (const name of ["up", "down", "indent", "outdent"]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = dataset[name];
    button.setAttribute("aria-label", `${item.dataset.name}: ${dataset[name]}`);
    button.addEventListener("click", () => move(item, STEPS[name]));
    tools.append(button);
  }
  handle.closest(".tree-row").append(tools);
  handle.addEventListener("click", () => {
    tools.hidden = !tools.hidden;
    handle.setAttribute("aria-expanded", String(!tools.hidden));
  });
  handle.addEventListener("keydown", (event) => {
    const step = STEPS[KEYS[event.key]];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return; // Alt and an arrow: the browser goes back
    event.preventDefault();
    move(item, step);
  });
}

// --- Dragging --------------------------------------------------------------------------------------------------------

let dragged = null;
let marked = null;

function mark(row, where) {
  if (marked) delete marked.dataset.drop;
  marked = row;
  if (row) row.dataset.drop = where;
}

// The upper and the lower quarter of a row: before and after it; between them: below it, as the last.
function whereOn(row, event) {
  const { top, height } = row.getBoundingClientRect();
  const part = (event.clientY - top) / height;
  if (part < 0.25) return "before";
  return part > 0.75 ? "after" : "inside";
}

function placeOn(target, where) {
  if (where === "inside") return { parent: target, list: listOf(target), position: listOf(target).children.length + 1 };
  const list = target.parentElement;
  const others = siblingsOf(list).filter((one) => one !== dragged);
  return { parent: parentOf(target), list, position: others.indexOf(target) + (where === "after" ? 2 : 1) };
}

function openDragging(tree) {
  tree.addEventListener("dragstart", (event) => {
    if (!event.target.closest?.("[data-handle]")) return;
    dragged = itemOf(event.target);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.name);
  });
  tree.addEventListener("dragover", (event) => {
    const row = event.target.closest?.(".tree-row");
    if (!dragged || !row || itemOf(row) === dragged) return;
    event.preventDefault();
    mark(row, whereOn(row, event));
  });
  tree.addEventListener("drop", (event) => {
    const row = event.target.closest?.(".tree-row");
    if (!dragged || !row) return;
    event.preventDefault();
    const place = placeOn(itemOf(row), whereOn(row, event));
    move(dragged, () => place);
    mark(null);
  });
  tree.addEventListener("dragend", () => {
    dragged = null;
    mark(null);
  });
}

for (const tree of document.querySelectorAll("[data-tree]")) {
  for (const link of tree.querySelectorAll("a[data-handle]")) equip(link);
  openDragging(tree);
}
