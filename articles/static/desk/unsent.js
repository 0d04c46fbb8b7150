// Text that could not be sent yet, kept in this browser: in IndexedDB, whose finished writes outlive a crash.
// A browser that keeps nothing (some private windows) is no reason to stop: then only the server keeps it.

const STORE = "texts";
let opening = null;

function database() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("desk-unsent", 1);
    request.addEventListener("upgradeneeded", () => request.result.createObjectStore(STORE));
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });
  return opening;
}

async function act(mode, work) {
  const transaction = (await database()).transaction(STORE, mode);
  const request = work(transaction.objectStore(STORE));
  return new Promise((resolve, reject) => {
    transaction.addEventListener("complete", () => resolve(request.result));
    transaction.addEventListener("abort", () => reject(transaction.error));
  });
}

// Of a writer and an article, one a tab. `text`: what the tab wrote last. Gives whether it is kept.
export async function keep(text) {
  try {
    await act("readwrite", (store) => store.put(text, [text.writer, text.article, text.tab]));
    return true;
  } catch {
    return false;
  }
}

export async function drop({ writer, article, tab }) {
  try {
    await act("readwrite", (store) => store.delete([writer, article, tab]));
  } catch {
    // it was not kept either
  }
}

// The texts of this writer and article, the newest first.
export async function find({ writer, article }) {
  try {
    const range = IDBKeyRange.bound([writer, article], [writer, article, []]); // arrays come after all strings
    return (await act("readonly", (store) => store.getAll(range))).sort((one, other) => other.at - one.at);
  } catch {
    return [];
  }
}
