// The cover on the writing page: what is sent is the picture's id in a hidden field.

import { position, RATIOS } from "desk/focal";
import { choosePicture } from "desk/library";
import { forget, lacksAlt, ownAlt, pictureOf } from "desk/pictures";
import { gettext } from "desk/words";

function open(place) {
  const field = place.querySelector('input[name="cover"]');
  const shown = place.querySelector("[data-cover-picture]");
  const words = place.querySelector("[data-cover-words]");
  const choose = place.querySelector("[data-cover-choose]");
  const remove = place.querySelector("[data-cover-remove]");
  const alt = place.querySelector("#id_cover_alt");
  const caption = place.querySelector("#id_cover_caption");
  const uses = place.querySelector("[data-cover-use]");
  const frame = place.querySelector("[data-cover-frame]");
  const edit = place.querySelector("[data-cover-edit]");

  const show = async () => {
    const picture = field.value ? await pictureOf(field.value) : null;
    frame.hidden = !picture;
    uses.hidden = !field.value;
    remove.hidden = !field.value;
    choose.textContent = field.value ? gettext("Choose another picture …") : gettext("Choose a picture …");
    words.textContent = field.value && !picture ? gettext("This picture is not in the library any more.") : "";
    if (!picture) return;
    shown.src = picture.large;
    shown.alt = picture.alt || picture.label;
    showFocal(place, picture);
    edit.href = picture.page;
    alt.placeholder = ownAlt(picture);
    caption.placeholder = picture.caption;
    words.textContent = [picture.credit, lacksAlt(picture) && !alt.value ? gettext("No alt text yet: write one, or it cannot be published.") : ""].filter(Boolean).join(" · ");
  };
  const set = (id) => {
    field.value = id;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    show();
  };
  choose.addEventListener("click", async () => {
    const picture = await choosePicture(gettext("Choose the cover"));
    if (picture) set(picture.id);
    choose.focus();
  });
  remove.addEventListener("click", () => {
    set("");
    choose.focus();
  });
  alt.addEventListener("input", show);
  // Whoever comes back may have moved its focal point.
  const renew = () => {
    forget(field.value);
    show();
  };
  edit.addEventListener("click", () => addEventListener("focus", renew, { once: true }));
  show();
}

function showFocal(place, { large, width, height, focal: [x, y] }) {
  const point = place.querySelector("[data-cover-focal]");
  point.hidden = false;
  point.style.left = `${x * 100}%`;
  point.style.top = `${y * 100}%`;
  for (const [name, ratio] of Object.entries(RATIOS)) {
    const crop = place.querySelector(`.focal-crop-${name} img`);
    crop.src = large;
    crop.style.objectPosition = `${position(x, width, Math.min(width, height * ratio))}% ${position(y, height, Math.min(height, width / ratio))}%`;
  }
}

for (const place of document.querySelectorAll("[data-cover]")) open(place);
