// The addresses of feeds: a button beside each copies it.

import { copy } from "./clipboard.js";

for (const place of document.querySelectorAll(".feed-addresses")) {
  const status = place.querySelector("[data-copy-status]");
  for (const button of place.querySelectorAll("[data-copy]")) {
    const field = place.querySelector(`#${button.dataset.copy}`);
    button.addEventListener("click", async () => {
      const copied = await copy(field.value);
      status.textContent = copied ? place.dataset.copied : place.dataset.shown;
      if (!copied) field.select();
    });
    field.addEventListener("focus", () => field.select());
    button.hidden = false;
  }
}
