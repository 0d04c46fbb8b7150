// Ordered rows of a form: add one, move it up or down. Without this module the position can be typed.

const ORDER = 'input[name$="-ORDER"]';

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = text;
  made.addEventListener("click", () => act(made));
  return made;
}

function open(place) {
  const { rows: prefix, rowName } = place.dataset;
  const list = place.querySelector("ol");
  const total = place.querySelector(`#id_${prefix}-TOTAL_FORMS`);
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");

  const number = () => {
    [...list.children].forEach((row, index) => {
      row.querySelector(ORDER).value = index + 1;
      row.setAttribute("aria-label", `${rowName} ${index + 1} of ${list.children.length}`);
    });
  };
  const move = (row, pressed, step) => {
    const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (step < 0) other.before(row);
    else other.after(row);
    number();
    pressed.focus();
    pressed.dispatchEvent(new Event("input", { bubbles: true }));
    status.textContent = `Now ${row.getAttribute("aria-label")}`;
  };
  const equip = (row) => {
    row.querySelector(ORDER).closest(".row-tools").prepend(
      button("Up", (pressed) => move(row, pressed, -1)),
      button("Down", (pressed) => move(row, pressed, 1)),
    );
    row.querySelector(ORDER).hidden = true;
    row.querySelector(`label[for="${row.querySelector(ORDER).id}"]`).hidden = true;
  };
  const add = () => {
    const holder = document.createElement("template");
    holder.innerHTML = place.querySelector("template").innerHTML.replaceAll("__prefix__", total.value);
    const row = holder.content.firstElementChild;
    total.value = Number(total.value) + 1;
    list.append(row);
    equip(row);
    number();
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: prefix } }));
    row.querySelector("select, input, textarea").focus();
  };

  for (const row of list.children) equip(row);
  number();
  place.append(button(`Add ${rowName}`, add), status);
}

for (const place of document.querySelectorAll("[data-rows]")) open(place);
