// The admin's search boxes hide the field that the label belongs to. Here they are named by it all the same.

function name(select) {
  const label = document.querySelector(`label[for="${select.id}"]`);
  const box = select.nextElementSibling;
  if (!label || !box?.classList.contains("select2")) return;
  label.id = `${select.id}_label`;
  const shown = box.querySelector(".select2-selection");
  const value = shown.querySelector(".select2-selection__rendered"); // of several values there is none with an id
  shown.setAttribute("aria-labelledby", [label.id, value.id].filter(Boolean).join(" "));
  if (value.role === "textbox") value.setAttribute("aria-labelledby", label.id);
  box.querySelector(".select2-search__field")?.setAttribute("aria-labelledby", label.id);
}

const nameAll = (place) => {
  for (const select of place.querySelectorAll("select.admin-autocomplete")) name(select);
};

window.django.jQuery(() => nameAll(document)); // in the queue in which the boxes are made
document.addEventListener("formset:added", (event) => setTimeout(() => nameAll(event.target)));
