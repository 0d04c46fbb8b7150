// Tags: type a name, choose what fits or make a new one by Enter or comma. What is sent stands in a stock select (tags that
// are there) and a text field (names of new ones): without this module both are filled in by hand.

const PAUSE = 150; // milliseconds after the last key

const make = (tag, properties = {}, attributes = {}) => {
  const element = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};
const tidy = (text) => text.replaceAll(",", " ").trim().replace(/\s+/g, " ");
const fold = (text) => tidy(text).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");

function open(place) {
  const words = place.dataset;
  const plain = place.querySelector("[data-plain]");
  const select = plain.querySelector("select");
  const names = plain.querySelector("input");
  const label = document.querySelector(`label[for="${select.id}"]`);
  const chosen = make("ul", { className: "tag-chosen" }, { "aria-label": words.chosen });
  const list = make("ul", { className: "tag-suggestions", id: `${select.id}_list`, hidden: true }, { role: "listbox", "aria-label": words.offered });
  const status = make("p", { className: "help" }, { role: "status" });
  const input = make("input", { type: "text", id: `${select.id}_box`, autocomplete: "off" }, {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  });
  if (label) {
    label.htmlFor = input.id;
    select.setAttribute("aria-label", label.textContent);
  }
  for (const id of select.getAttribute("aria-describedby")?.split(" ") ?? []) input.setAttribute("aria-describedby", id);
  if (select.getAttribute("aria-invalid")) input.setAttribute("aria-invalid", "true");
  plain.hidden = true;
  place.prepend(chosen, input, list, status);

  const isTaken = (name) => entries().some((entry) => fold(entry.name) === fold(name));
  const newNames = () => names.value.split(",").map(tidy).filter(Boolean);
  const entries = () => [
    ...[...select.selectedOptions].map((option) => ({ name: option.text, drop: () => { option.selected = false; } })),
    ...newNames().map((name) => ({ name, isNew: true, drop: () => { names.value = newNames().filter((one) => one !== name).join(", "); } })),
  ];

  const show = () => {
    chosen.replaceChildren(...entries().map(pill));
    chosen.hidden = !chosen.children.length;
  };
  const changed = (said) => {
    show();
    status.textContent = said;
    select.dispatchEvent(new Event("input", { bubbles: true })); // there is something to save
  };
  const pill = (entry) => {
    const item = make("li", { textContent: entry.isNew ? `${entry.name} (${words.new})` : entry.name });
    const remove = make("button", { type: "button", textContent: "×" }, { "aria-label": `${words.remove}: ${entry.name}` });
    remove.addEventListener("click", () => {
      entry.drop();
      changed(`${words.removed}: ${entry.name}`);
      input.focus();
    });
    item.append(remove);
    return item;
  };

  // --- Suggestions ---------------------------------------------------------------------------------------------------

  let asked = 0; // an answer that a newer question has overtaken is dropped
  let timer = 0;
  const close = () => {
    asked += 1;
    clearTimeout(timer);
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const find = async (text) => {
    const locale = document.querySelector("#id_locale")?.value ?? "";
    try {
      const answer = await fetch(`${words.suggestions}?${new URLSearchParams({ q: text, locale })}`, { headers: { Accept: "application/json" } });
      return await answer.json();
    } catch {
      return { tags: [], isNamed: false, isBroken: true };
    }
  };
  const suggest = async () => {
    const turn = ++asked;
    const text = tidy(input.value);
    if (!text) return close();
    const { tags, isNamed, isBroken } = await find(text);
    if (turn !== asked) return undefined;
    status.textContent = isBroken ? words.broken : "";
    const options = tags.filter((tag) => !isTaken(tag.name)).map((tag) => option(tag.name, () => choose(tag)));
    if (!isNamed && !isBroken && "mayMake" in words && !isTaken(text)) options.push(option(`${words.make}: ${text}`, () => addNew(text)));
    options.forEach((item, index) => {
      item.id = `${list.id}_${index}`;
    });
    list.replaceChildren(...options);
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(options.length > 0));
    input.removeAttribute("aria-activedescendant");
    return undefined;
  };
  const option = (text, act) => {
    const item = make("li", { textContent: text }, { role: "option", "aria-selected": "false" });
    item.act = () => {
      input.value = "";
      act();
    };
    item.addEventListener("mousedown", (event) => {
      event.preventDefault(); // the box keeps the focus
      item.act();
    });
    return item;
  };
  const active = () => list.querySelector('[aria-selected="true"]');
  const step = (by) => {
    const items = [...list.children];
    if (!items.length) return;
    const from = items.indexOf(active());
    const next = items[from < 0 && by < 0 ? items.length - 1 : (from + by + items.length) % items.length];
    for (const item of items) item.setAttribute("aria-selected", String(item === next));
    input.setAttribute("aria-activedescendant", next.id);
    next.scrollIntoView({ block: "nearest" });
  };

  // --- Choosing ------------------------------------------------------------------------------------------------------

  const done = (name) => {
    if (!input.value) close(); // else the next one is being typed already
    changed(`${words.added}: ${name}`);
  };
  const choose = (tag) => {
    let known = [...select.options].find((one) => one.value === tag.id);
    if (!known) {
      known = new Option(tag.name, tag.id);
      select.append(known);
    }
    known.selected = true;
    done(tag.name);
  };
  const addNew = (name) => {
    names.value = [...newNames(), name].join(", ");
    done(name);
  };
  const pending = new Set(); // typed, and the answer is on its way
  // The tag of just this name, whatever its case and accents, else a new one.
  const take = async (text) => {
    input.value = ""; // for the next one, which is typed while the answer is on its way
    close();
    if (isTaken(text)) return changed(`${words.added}: ${text}`);
    pending.add(text);
    const { tags, isNamed, isBroken } = await find(text);
    pending.delete(text);
    if (isNamed) return choose(tags[0]);
    if (!isBroken && "mayMake" in words) return addNew(text);
    input.value = tidy(`${text} ${input.value}`);
    status.textContent = isBroken ? words.broken : words.unknown;
    return undefined;
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, PAUSE);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const text = tidy(input.value);
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" || event.key === ",") {
      event.preventDefault(); // Enter would send the form
      if (event.key === "Enter" && active()) active().act();
      else if (text) take(text);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Backspace" && !input.value) {
      const last = entries().at(-1);
      if (!last) return;
      last.drop();
      changed(`${words.removed}: ${last.name}`);
    }
  });
  // Typed and not confirmed: it is meant all the same.
  select.form.addEventListener("submit", () => {
    const meant = [...pending, tidy(input.value)].filter((text) => text && !isTaken(text));
    if (meant.length) names.value = [...newNames(), ...meant].join(", ");
  });
  show();
}

for (const place of document.querySelectorAll("[data-tags]")) open(place);
