// Tabs of this desk know each other by an id that outlasts reloading, and can ask who is there.

import { newTabId } from "desk/ids";

const ANSWER_WITHIN = 150; // milliseconds
const channel = new BroadcastChannel("desk-tabs");
let own = remembered() ?? remember(newTabId());

function remembered() {
  try {
    return sessionStorage.deskTab;
  } catch {
    return null; // no storage allowed
  }
}

function remember(id) {
  try {
    sessionStorage.deskTab = id;
  } catch {
    // then it lasts as long as the page
  }
  return id;
}

export const ownTab = () => own;

channel.addEventListener("message", ({ data: { says, tab } }) => {
  if (says === "who") channel.postMessage({ says: "here", tab: own });
  if (says === "new" && tab === own) channel.postMessage({ says: "taken", tab });
  if (says === "taken" && tab === own) own = remember(newTabId());
});
channel.postMessage({ says: "new", tab: own }); // a tab that was duplicated has the memory of the first one

// Ids of the other tabs that answer.
export function others() {
  const found = new Set();
  const hear = ({ data: { says, tab } }) => says === "here" && found.add(tab);
  channel.addEventListener("message", hear);
  channel.postMessage({ says: "who" });
  return new Promise((resolve) => {
    setTimeout(() => {
      channel.removeEventListener("message", hear);
      resolve(found);
    }, ANSWER_WITHIN);
  });
}
