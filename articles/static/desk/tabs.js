// Tabs of this desk know each other by an id that outlasts reloading, and can ask who is there.

import { newTabId } from "desk/ids";

const ANSWER_WITHIN = 150; // milliseconds
const channel = new BroadcastChannel("desk-tabs");

function ownId() {
  try {
    sessionStorage.deskTab ??= newTabId();
    return sessionStorage.deskTab;
  } catch {
    return newTabId(); // no storage allowed
  }
}

export const tab = ownId();

channel.addEventListener("message", ({ data }) => {
  if (data === "who") channel.postMessage(tab);
});

// Ids of the other tabs that answer.
export function others() {
  const found = new Set();
  const hear = ({ data }) => found.add(data);
  channel.addEventListener("message", hear);
  channel.postMessage("who");
  return new Promise((resolve) => {
    setTimeout(() => {
      channel.removeEventListener("message", hear);
      resolve(found);
    }, ANSWER_WITHIN);
  });
}
