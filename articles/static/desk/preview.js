// The preview link: made on the server, copied where the browser lets us, and shown for whoever copies by hand.

import { copy } from "./clipboard.js";

async function make(place) {
  const token = place.closest("form").querySelector('input[name="csrfmiddlewaretoken"]').value;
  const answer = await fetch(place.dataset.preview, { method: "POST", headers: { "X-CSRFToken": token } });
  // Who was signed out is led to the login page, which is no JSON.
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  return (await answer.json()).url;
}

function open(place) {
  const button = place.querySelector("[data-preview-copy]");
  const status = place.querySelector("[data-preview-status]");
  const shown = place.querySelector("[data-preview-shown]");
  const field = shown.querySelector("input");

  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      field.value = await make(place);
      shown.hidden = false;
      const copied = await copy(field.value);
      status.textContent = copied ? place.dataset.copied : place.dataset.shown;
      if (!copied) field.select();
    } catch {
      status.textContent = place.dataset.failed;
    } finally {
      button.disabled = false;
      if (document.activeElement !== field) button.focus();
    }
  });
  field.addEventListener("focus", () => field.select());
  place.hidden = false;
}

for (const place of document.querySelectorAll("[data-preview]")) open(place);
