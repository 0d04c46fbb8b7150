// The toolbar's icons, drawn in the colour of the words: lines on a ground of 20 by 20.

const PATHS = {
  link: "M8.5 11.5a3 3 0 0 0 4.2 0l3-3a3 3 0 0 0-4.2-4.2l-1 1M11.5 8.5a3 3 0 0 0-4.2 0l-3 3a3 3 0 0 0 4.2 4.2l1-1",
  highlight: "M3 17h14M6 13.5 13 4l3.2 2.4-7 9.1-4 .5z",
  list: "M8 5h9M8 10h9M8 15h9M3.5 5h.01M3.5 10h.01M3.5 15h.01",
  numbers: "M9 5h8M9 10h8M9 15h8M3 3.5 4.5 3v4M3 12.2c0-1.6 2.6-1.6 2.6 0 0 1.2-2.6 2.6-2.6 3.8h2.8",
  quote: "M4 4v12M8 6h9M8 10h9M8 14h6",
  pull: "M3 3h14M3 17h14M5.5 12.5v-2.2c0-1.6.8-2.6 2.4-2.8M5.5 10.5h2.4v2H5.5M12 12.5v-2.2c0-1.6.8-2.6 2.4-2.8M12 10.5h2.4v2H12",
  picture: "M3 4h14v12H3zM3 14l4-4 3.5 3.5 2.5-2.5 4 4M13 7.5h.01",
  embed: "M3 4h14v12H3zM8.5 7.5v5l4-2.5z",
  table: "M3 4h14v12H3zM3 8h14M3 12h14M8 4v12",
  line: "M3 10h14",
  rowAfter: "M3 4h14v6H3zM10 12.5v5M7.5 15h5",
  columnAfter: "M4 3v14h6V3zM12.5 10h5M15 7.5v5",
  rowDelete: "M3 4h14v6H3zM8 13l4 4M12 13l-4 4",
  columnDelete: "M4 3v14h6V3zM13 8l4 4M17 8l-4 4",
  remove: "M3 4h14v12H3zM8 8l4 4M12 8l-4 4",
  code: "M7 6l-4 4 4 4M13 6l4 4-4 4",
  pre: "M3 3.5h14v13H3zM8.5 8 6.5 10l2 2M11.5 8l2 2-2 2",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  undo: "M7 4 3.5 7.5 7 11M4 7.5h8a4 4 0 0 1 0 8.5H8",
  redo: "M13 4l3.5 3.5L13 11M16 7.5H8A4 4 0 0 0 8 16h4",
  find: "M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4zM13 13l4 4",
};

// null where there is none of this name.
export function icon(name) {
  if (!(name in PATHS)) return null;
  const drawn = (tag, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const picture = drawn("svg", { class: "icon", viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true" });
  picture.append(drawn("path", { d: PATHS[name] }));
  return picture;
}
