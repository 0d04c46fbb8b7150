// Ids that are made in the browser. crypto.randomUUID is missing where the desk is served without TLS.

const hex = (bytes) => Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export const isSectionId = (id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id ?? "");
export const isHighlightId = (id) => /^h[0-9a-f]{10}$/.test(id ?? "");

export const newHighlightId = () => `h${hex(5)}`;

export function newSectionId() {
  const digits = hex(16).split("");
  digits[12] = "4"; // version and variant of a random uuid (RFC 9562)
  digits[16] = "89ab"[parseInt(digits[16], 16) % 4];
  return digits.join("").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export const newTabId = () => hex(8);
export const newTextId = () => hex(16);
