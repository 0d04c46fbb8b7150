// The public address as it will be, and what becomes of the one that there is. Follows the slug, and the title where the
// slug does.

import { filled, gettext } from "desk/words";

const GERMAN = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };
const LONGEST = 80; // as articles/models/slug_claim.py makes it

export function slugOf(title) {
  const plain = title.toLowerCase().replace(/[äöüß]/g, (letter) => GERMAN[letter]).normalize("NFKD").replace(/[^\w\s-]/g, "");
  return plain.trim().replace(/[\s_-]+/g, "-").replace(/^-+/, "").slice(0, LONGEST).replace(/-+$/, "");
}

function fateOf({ slug, live, scheduled, wasPublic }, next) {
  if (scheduled && scheduled !== next) return filled(gettext("What is scheduled keeps its address (…/%(slug)s) until you schedule or publish anew."), { slug: scheduled });
  if (live && live !== next) return filled(gettext("Readers find it at …/%(slug)s until the next publish. From then on that address leads here."), { slug: live });
  if (live || slug === next) return "";
  if (wasPublic !== undefined) return gettext("The old address stays with this article: if it is public again, it leads here.");
  return gettext("Nobody outside knows the old address: it will lead nowhere.");
}

// Gives a function that says the address as it stands.
export function openAddress(place, changed) {
  const slug = document.querySelector("#id_slug");
  const title = document.querySelector("#id_title");
  const { dataset } = place;
  const nextSlug = () => {
    const typed = slug.value.trim();
    const isFollowing = "follows" in dataset && typed === dataset.slug && title.value.trim() !== dataset.follows;
    return typed && !isFollowing ? typed : slugOf(title.value);
  };
  const address = () => dataset.address.replace("{slug}", nextSlug() || "…");
  const show = () => {
    place.querySelector("[data-address-shown]").textContent = address();
    const fate = fateOf(dataset, nextSlug());
    const said = place.querySelector("[data-address-fate]");
    if (said.textContent !== fate) said.textContent = fate; // or it would be read aloud at each key
    changed();
  };
  for (const field of [slug, title]) field.addEventListener("input", show);
  show();
  return address;
}
