// The focal point: set by mouse or finger, moved by arrow keys; the crops show at once what they will show.

import { filled, gettext } from "desk/words";

const STEP = 0.01;
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
export const RATIOS = { wide: 16 / 9, classic: 4 / 3, square: 1 };

const clamp = (value) => Math.min(1, Math.max(0, value));
const percent = (value) => `${Math.round(value * 100)} %`;

// Where object-position puts the box that articles/media/crops.py cuts: the point in its middle, as far as edges allow.
export function position(focal, whole, part) {
  if (whole <= part) return 50;
  const start = Math.min(Math.max(focal * whole - part / 2, 0), whole - part);
  return (start / (whole - part)) * 100;
}

function open(place) {
  const [x, y] = ["#id_focal_x", "#id_focal_y"].map((id) => document.querySelector(id));
  const frame = place.querySelector(".focal-picture");
  const picture = frame.querySelector("img");
  const status = place.querySelector(".focal-status");
  const crops = [...place.querySelectorAll(".focal-crop")];
  const width = Number(picture.getAttribute("width"));
  const height = Number(picture.getAttribute("height"));
  const at = { x: Number(x?.value ?? 0.5), y: Number(y?.value ?? 0.5) };

  const point = document.createElement("button");
  point.type = "button";
  point.className = "focal-point";
  point.setAttribute("aria-label", gettext("Focal point"));
  point.setAttribute("aria-describedby", "focal-help");
  if (x) frame.append(point);

  const show = () => {
    point.style.left = `${at.x * 100}%`;
    point.style.top = `${at.y * 100}%`;
    for (const crop of crops) {
      const ratio = RATIOS[crop.className.split("focal-crop-")[1]];
      const [left, top] = [position(at.x, width, Math.min(width, height * ratio)), position(at.y, height, Math.min(height, width / ratio))];
      crop.querySelector("img").style.objectPosition = `${left}% ${top}%`;
    }
  };
  const set = (left, top) => {
    at.x = clamp(Math.round(left * 1000) / 1000);
    at.y = clamp(Math.round(top * 1000) / 1000);
    x.value = at.x;
    y.value = at.y;
    status.textContent = filled(gettext("%(left)s from the left, %(top)s from the top"), { left: percent(at.x), top: percent(at.y) });
    show();
  };
  const follow = (event) => {
    const { left, top, width: across, height: down } = picture.getBoundingClientRect();
    set((event.clientX - left) / across, (event.clientY - top) / down);
  };
  show();
  if (!x) return; // to be read only

  frame.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    frame.setPointerCapture(event.pointerId);
    point.focus();
    follow(event);
  });
  frame.addEventListener("pointermove", (event) => {
    if (frame.hasPointerCapture(event.pointerId)) follow(event);
  });
  point.addEventListener("keydown", (event) => {
    const way = KEYS[event.key];
    if (!way) return;
    event.preventDefault();
    const step = event.shiftKey ? STEP * 10 : STEP;
    set(at.x + way[0] * step, at.y + way[1] * step);
  });
  for (const input of [x, y]) {
    input.addEventListener("input", () => {
      if (input.validity.valid && input.value !== "") set(Number(x.value), Number(y.value));
    });
  }
}

for (const place of document.querySelectorAll("[data-focal]")) open(place);
