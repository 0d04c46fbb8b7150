// The library's pictures that this page knows, by id. A text names them by id alone.

import { settings } from "desk/upload";
import { gettext } from "desk/words";

const known = new Map(settings.pictures.map((picture) => [picture.id, Promise.resolve(picture)]));

export const remember = (picture) => known.set(picture.id, Promise.resolve(picture));

export const forget = (id) => known.delete(id); // it is asked for anew

// null: it is not in the library any more.
export function pictureOf(id) {
  if (!known.has(id)) known.set(id, listed({ id }).then(({ pictures }) => pictures[0] ?? null));
  return known.get(id);
}

// { pictures, hasMore }, or { pictures: [], problem }.
export async function listed(asked) {
  try {
    const answer = await fetch(`${settings.list}?${new URLSearchParams(asked)}`, { headers: { Accept: "application/json" } });
    const found = await answer.json();
    return found.problem ? { pictures: [], problem: found.problem } : found;
  } catch {
    return { pictures: [], problem: gettext("The library does not answer. Are you still signed in?") };
  }
}

// What a reader who cannot see it is told where this use says nothing of its own.
export function ownAlt(picture) {
  if (picture.isDecorative) return gettext("Decorative: none is needed");
  return picture.alt;
}

export const lacksAlt = (picture) => !picture.isDecorative && !picture.alt;
