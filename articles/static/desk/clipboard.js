// Text for the clipboard: copied where the browser lets us; else whoever wants it copies by hand.

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not allowed, or not over https
  }
}
