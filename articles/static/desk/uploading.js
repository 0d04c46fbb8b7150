// The library's list: pictures are dropped on it, and each that came in leads to its page.

import { openUploadArea } from "desk/upload";
import { gettext } from "desk/words";

function link(row, picture, isNew) {
  const made = document.createElement("a");
  made.href = picture.page;
  made.textContent = isNew && !picture.alt ? gettext("Describe it") : gettext("Open it");
  made.setAttribute("aria-label", `${made.textContent}: ${picture.label}`);
  row.append(" ", made);
}

for (const place of document.querySelectorAll("[data-upload-area]")) {
  const again = document.createElement("p");
  again.hidden = true;
  const reload = document.createElement("a");
  reload.href = location.pathname;
  reload.textContent = gettext("Show the new ones in the list");
  again.append(reload);
  openUploadArea(place, ({ picture, isNew }, row) => {
    link(row, picture, isNew);
    again.hidden = false;
    place.append(again);
  });
}
