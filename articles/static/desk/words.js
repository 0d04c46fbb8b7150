// What scripts say, in the language of the desk: the page brings it.

const words = JSON.parse(document.querySelector("#desk-words").textContent);

export const say = (key, values = {}) => words[key].replaceAll(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
