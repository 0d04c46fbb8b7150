// The switch of the highlights works without this: CSS follows the radio buttons. This remembers what the visitor chose.
// Loaded right behind the switch, before the text is painted, so that nothing changes under the reader's eyes.
{
  const KEY = "highlights";
  const off = document.getElementById("highlights_off");
  const on = document.getElementById("highlights_on");
  let remembered = null;
  try {
    remembered = localStorage.getItem(KEY);
  } catch {
    // Storage may be forbidden: then the switch holds for this page.
  }
  (remembered === "on" ? on : off).checked = true;

  // Off means off for ears too: some screen readers announce every <mark>.
  const tell = () => {
    for (const mark of document.querySelectorAll("mark")) {
      if (on.checked) mark.removeAttribute("role");
      else mark.setAttribute("role", "presentation");
    }
  };
  document.addEventListener("DOMContentLoaded", tell);

  for (const button of [off, on]) {
    button.addEventListener("change", () => {
      tell();
      try {
        localStorage.setItem(KEY, on.checked ? "on" : "off");
      } catch {
        // As above.
      }
    });
  }
}
