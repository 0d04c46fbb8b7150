// Files on their way into the library: a place to drop them, and for each a row with its progress and what came of it.

import { filled, gettext } from "desk/words";

const AT_ONCE = 2; // so many pictures does a process of the site decode at a time

const make = (tag, properties = {}, children = []) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

export const settings = JSON.parse(document.querySelector("#library")?.textContent ?? "null");

// Resolves to { picture, isNew, remarks } or { problem }; never rejects.
function send(file, onProgress) {
  if (file.size > settings.maxBytes) {
    const limit = (settings.maxBytes / 1e6).toLocaleString(document.documentElement.lang);
    return Promise.resolve({ problem: filled(gettext("This file is larger than %(limit)s MB. Save it as JPEG of good quality, or make it smaller."), { limit }) });
  }
  const body = new FormData();
  body.append("file", file);
  const request = new XMLHttpRequest(); // fetch tells no progress
  return new Promise((resolve) => {
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(loaded / total));
    request.addEventListener("load", () => resolve(answerOf(request)));
    request.addEventListener("error", () => resolve({ problem: gettext("The connection broke. Try again.") }));
    request.open("POST", settings.upload);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    request.send(body);
  });
}

function answerOf(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    if (request.status === 413) return { problem: gettext("This file is too large for this site.") };
    if (request.status === 200 || request.status === 403) {
      return { problem: gettext("You are not signed in any more. Sign in in another tab, then try again.") };
    }
    return { problem: gettext("The site could not take this file. Try again in a moment.") };
  }
}

// Fills `place`; `onPicture(answer, row)` is called for each file that is in the library now.
export function openUploadArea(place, onPicture) {
  const input = make("input", { type: "file", multiple: true, accept: "image/jpeg,image/png,image/webp,image/avif,image/gif", id: `${place.id || "dialog"}-files` });
  const label = make("label", { htmlFor: input.id, textContent: gettext("Drop pictures here, or choose files") });
  const rows = make("ul", { className: "upload-rows" });
  const status = make("p", { className: "visually-hidden" });
  status.setAttribute("role", "status");
  place.append(make("div", { className: "drop-zone" }, [label, input]), rows, status);

  const waiting = [];
  let running = 0;
  const next = () => {
    while (running < AT_ONCE && waiting.length) {
      running += 1;
      waiting.shift()().finally(() => {
        running -= 1;
        next();
      });
    }
  };
  const take = (files) => {
    for (const file of files) waiting.push(addRow(file, rows, status, onPicture));
    next();
  };
  input.addEventListener("change", () => {
    take([...input.files]);
    input.value = "";
  });
  listenForDrops(place, take);
}

function listenForDrops(place, take) {
  const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
  place.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    place.dataset.over = "";
  });
  place.addEventListener("dragleave", (event) => {
    if (!place.contains(event.relatedTarget)) delete place.dataset.over;
  });
  place.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    delete place.dataset.over;
    take([...event.dataTransfer.files]);
  });
}

// A row at once; what it gives starts the upload, when its turn has come.
function addRow(file, rows, status, onPicture) {
  const progress = make("progress", { max: 1, value: 0 });
  progress.setAttribute("aria-label", filled(gettext("Upload of %(name)s"), file));
  const words = make("span", { className: "upload-words", textContent: gettext("Waiting …") });
  const row = make("li", {}, [make("strong", { textContent: file.name }), " ", progress, " ", words]);
  rows.append(row);
  return async () => {
    words.textContent = gettext("Uploading …");
    const answer = await send(file, (part) => {
      progress.value = part;
      if (part === 1) words.textContent = gettext("Being made ready …");
    });
    progress.remove();
    if (answer.problem) {
      row.className = "upload-problem";
      words.textContent = answer.problem;
    } else {
      words.textContent = [answer.isNew ? gettext("In the library.") : gettext("Was in the library already: nothing was changed."), ...answer.remarks].join(" ");
      row.prepend(make("img", { src: answer.picture.preview, alt: "", className: "thumbnail" }));
      onPicture(answer, row);
    }
    status.textContent = `${file.name}: ${words.textContent}`;
  };
}
