// A row of a list follows the pointer that was pressed on it.

// `follow(event)` as the pointer moves; then once `end(isDone)`: false where the browser took the pointer away, to scroll
// by a finger or to show a menu: what was begun is not meant then.
export function drag({ pointerId }, { follow, end }) {
  const over = new AbortController();
  const listen = (name, act) => {
    // The row itself would lose the pointer with its place.
    document.addEventListener(name, (event) => event.pointerId === pointerId && act(event), { signal: over.signal });
  };
  const finish = (isDone) => {
    over.abort();
    end(isDone);
  };
  listen("pointermove", follow);
  listen("pointerup", () => finish(true));
  listen("pointercancel", () => finish(false));
}

// To the other side of that one of the rows which is at this height, once its middle is passed: so rows of unequal
// height do not flicker.
export function putAt(row, height, rows) {
  const over = rows.find((other) => {
    const { top, bottom } = other.getBoundingClientRect();
    return other !== row && height >= top && height <= bottom;
  });
  if (!over) return;
  const { top, bottom } = over.getBoundingClientRect();
  const isBelow = Boolean(row.compareDocumentPosition(over) & Node.DOCUMENT_POSITION_FOLLOWING);
  if (isBelow && height > (top + bottom) / 2) over.after(row);
  if (!isBelow && height < (top + bottom) / 2) over.before(row);
}
