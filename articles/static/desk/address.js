// The public address as it will be, and what becomes of the one that there is. Follows the slug, and the title where the
// slug does.

import { filled, gettext } from "desk/words";

const GERMAN = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };
const USABLE = /^(?!\d+$)[a-z0-9]+(-[a-z0-9]+)*$/; // as articles/models/slug_claim.py asks; a UUID is left to the server
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

function refusalOf(typed) {
  const usable = slugOf(typed);
  const words = gettext("This cannot stand in an address. Use small letters a–z, digits and single hyphens, and not digits alone.");
  return USABLE.test(usable) ? `${words} ${filled(gettext("As in: %(slug)s"), { slug: usable })}` : words;
}

// Gives a function that says the address as it stands.
export function openAddress(place, changed) {
  const slug = document.querySelector("#id_slug");
  const title = document.querySelector("#id_title");
  const { dataset } = place;
  const { ariaInvalid: refused, value: sent } = slug; // it may have come back with what the server said
  const typedSlug = () => slug.value.trim().replace(document.activeElement === slug ? /-$/ : "", ""); // a word may follow
  const nextSlug = () => {
    const typed = typedSlug();
    const isFollowing = "follows" in dataset && typed === dataset.slug && title.value.trim() !== dataset.follows;
    return typed && !isFollowing ? typed : slugOf(title.value);
  };
  const isUsable = () => !typedSlug() || USABLE.test(typedSlug());
  const address = () => dataset.address.replace("{slug}", (isUsable() && nextSlug()) || "…");
  const show = () => {
    place.querySelector("[data-address-shown]").textContent = address();
    const fate = isUsable() ? fateOf(dataset, nextSlug()) : refusalOf(typedSlug());
    place.toggleAttribute("data-unusable", !isUsable());
    slug.ariaInvalid = isUsable() ? (slug.value === sent ? refused : null) : "true";
    const said = place.querySelector("[data-address-fate]");
    if (said.textContent !== fate) said.textContent = fate; // or it would be read aloud at each key
    changed();
  };
  for (const field of [slug, title]) field.addEventListener("input", show);
  slug.addEventListener("blur", show);
  show();
  return address;
}
