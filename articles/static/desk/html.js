// A document as HTML. Made when the form is sent or kept.

import { pm } from "django-prose-editor/editor";

// A block that was not touched since it was loaded comes back as it came: `loaded` has it. What is written here is
// remembered there, too: a node never changes, and a text is asked for every second while somebody types.
export function htmlOf({ doc, schema }, loaded) {
  const serializer = pm.model.DOMSerializer.fromSchema(schema);
  const parts = [];
  doc.forEach((node) => {
    if (!loaded.has(node)) loaded.set(node, written(serializer.serializeNode(node)));
    parts.push(loaded.get(node));
  });
  return parts.join("");
}

function written(element) {
  for (const table of element.matches("table") ? [element] : element.querySelectorAll("table")) finishTable(table);
  return element.outerHTML;
}

// Rows of header cells at the top are the table's head; the caption becomes an element again.
function finishTable(table) {
  const head = document.createElement("thead");
  const isHeader = (row) => [...row.cells].every((cell) => cell.tagName === "TH");
  while (table.tBodies[0]?.rows.length > 1 && isHeader(table.tBodies[0].rows[0])) head.append(table.tBodies[0].rows[0]);
  if (head.rows.length) table.tBodies[0].before(head);
  if (table.dataset.caption) table.createCaption().textContent = table.dataset.caption;
}

// Which HTML each top-level block was loaded from. A text that the editor had to rearrange has no such record.
export function loadedFrom(html, doc) {
  const { children, childNodes } = new DOMParser().parseFromString(html, "text/html").body;
  const loaded = new WeakMap();
  if (childNodes.length !== doc.childCount || children.length !== doc.childCount) return loaded;
  [...children].forEach((element, index) => loaded.set(doc.child(index), element.outerHTML));
  return loaded;
}
