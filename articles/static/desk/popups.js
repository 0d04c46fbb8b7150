// A category that is made in a window of its own begins with the article's locale.

const locale = document.querySelector("#id_locale");
const link = document.querySelector("#add_id_category");

function tell() {
  const address = new URL(link.href);
  address.searchParams.set("locale", locale.value);
  link.href = address;
}

if (locale && link) {
  locale.addEventListener("change", tell);
  tell();
}
