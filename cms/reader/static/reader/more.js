// "More articles" is a link to the next page. Here it fetches that page from the public API and appends its cards.
const more = document.getElementById("more_link");
const status = document.getElementById("more_status");
const cards = document.getElementById("card_list");
const template = document.getElementById("card_form");

more?.addEventListener("click", async (event) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return; // a new tab or window: as a link does
  event.preventDefault();
  if (more.ariaBusy === "true") return;
  more.ariaBusy = "true";
  try {
    show(await fetchPage(new URL(more.href).searchParams.get("page")));
  } catch {
    location.assign(more.href); // the server may know better, or say what is wrong
  } finally {
    more.ariaBusy = "false";
  }
});

async function fetchPage(page) {
  const response = await fetch(`/api/v1/articles/?${more.dataset.query}&page=${page}`, { credentials: "omit" });
  if (!response.ok) throw new Error(response.statusText);
  return response.json();
}

function show({ results, next, count }) {
  const first = cards.childElementCount;
  // What was published meanwhile has pushed some that are shown already onto this page.
  const shown = new Set([...cards.querySelectorAll("h2 a")].map((link) => link.getAttribute("href")));
  cards.append(...results.filter((article) => !shown.has(path(article))).map(cardOf));
  cards.children[first]?.querySelector("a").focus({ preventScroll: true });
  status.textContent = status.dataset.text.replace("{n}", cards.childElementCount).replace("{count}", count);
  if (next) more.search = `?page=${Number(new URL(more.href).searchParams.get("page")) + 1}`;
  else more.parentElement.remove();
}

function cardOf(article) {
  const card = template.content.cloneNode(true);
  const fill = (selector, text) => {
    const element = card.querySelector(selector);
    element.textContent = text;
    return element;
  };
  showKicker(card.querySelector(".kicker"), article);
  fill("h2 a", article.title).href = path(article);
  fill(".teaser", article.teaser || article.lead);
  showNames(card.querySelector(".names"), article.authors);
  fill("time", day(article.published_at)).dateTime = article.published_at;
  showCover(card.querySelector(".cover"), article.cover);
  const minutes = card.querySelector(".minutes");
  minutes.textContent = minutes.textContent.replace("{n}", article.reading_time);
  return card;
}

function showKicker(line, { kicker, category }) {
  const [link, word] = line.children;
  if (category) Object.assign(link, { textContent: category.name, href: `${more.dataset.root}categories/${category.slug}/` });
  else link.remove();
  if (kicker && kicker !== category?.name) word.textContent = kicker;
  else word.remove();
  line.hidden = !line.childElementCount;
}

function showNames(line, authors) {
  const once = new Map(authors.map((author) => [author.slug, author.name]));
  for (const [slug, name] of once) {
    const link = document.createElement("a");
    link.href = `${more.dataset.root}authors/${slug}/`;
    link.textContent = name;
    line.append(line.childElementCount ? ", " : "", link);
  }
}

function showCover(frame, cover) {
  if (!cover) return frame.remove();
  const { url, width, height, srcset } = cover.crops["16:9"];
  for (const source of frame.querySelectorAll("source")) {
    const set = srcset[source.type.replace("image/", "")];
    // Of a format that is still being made the largest file might be tiny.
    if (set && set.split(", ").length >= srcset.jpeg.split(", ").length) source.srcset = set;
    else source.remove();
  }
  frame.querySelector(".blur").src = cover.blur;
  const img = frame.querySelector("picture img");
  Object.assign(img, { width, height, alt: cover.alt, srcset: srcset.jpeg, src: url });
}

function path(article) {
  return `${more.dataset.root}articles/${article.slug}/`;
}

function day(moment) {
  const { dates, timeZone } = more.dataset;
  return new Intl.DateTimeFormat(dates, { dateStyle: "long", timeZone }).format(new Date(moment));
}
