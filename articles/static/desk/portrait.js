// The portrait on the author's page: what is sent is the picture's id in a hidden field.

import { choosePicture } from "desk/library";
import { pictureOf } from "desk/pictures";

function open(place) {
  const field = place.querySelector('input[name="portrait"]');
  const shown = place.querySelector("[data-portrait-picture]");
  const words = place.querySelector("[data-portrait-words]");
  const choose = place.querySelector("[data-portrait-choose]");
  const remove = place.querySelector("[data-portrait-remove]");

  const show = async () => {
    const picture = field.value ? await pictureOf(field.value) : null;
    shown.hidden = !picture;
    choose.hidden = false;
    remove.hidden = !field.value;
    choose.textContent = field.value ? place.dataset.other : place.dataset.choose;
    words.textContent = field.value && !picture ? place.dataset.missing : (picture?.credit ?? "");
    if (!picture) return;
    shown.src = picture.large;
    shown.alt = picture.alt || picture.label;
  };
  choose.addEventListener("click", async () => {
    const picture = await choosePicture(place.dataset.dialog);
    if (picture) field.value = picture.id;
    await show();
    choose.focus();
  });
  remove.addEventListener("click", async () => {
    field.value = "";
    await show();
    choose.focus();
  });
  show();
}

for (const place of document.querySelectorAll("[data-portrait]")) open(place);
