// Never lose a word: what is written goes to the server after two seconds of quiet, and until it is there it is kept in
// this browser. The server keeps it beside the draft (articles/admin/autosave.py); a save makes it the draft.

import { crel } from "django-prose-editor/editor";
import { newTextId } from "desk/ids";
import { others, ownTab } from "desk/tabs";
import { drop, find, keep } from "desk/unsent";
import { gettext } from "desk/words";

// Milliseconds.
const QUIET = 2000; // after the last key
const LONGEST = 10_000; // of one who never pauses
const AT_HAND = 1000; // until it is kept in the browser
const AGAIN = [1000, 2000, 5000, 10_000, 30_000]; // after each failure in a row
const MOST_UNHEARD = 100;
const AWAY = 60_000; // without a word of the server: who comes back asks whether the session lasted

const idle = window.requestIdleCallback ?? ((work) => setTimeout(work));
const isJson = (answer) => answer.headers.get("Content-Type")?.startsWith("application/json");

export class Autosave {
  // `collect` gives the form's fields: by name the values.
  constructor(form, collect) {
    this.place = form.querySelector("[data-autosave]");
    const { autosave: address, writer, article } = this.place.dataset;
    Object.assign(this, { form, collect, address, writer, article });
    this.begin();
    this.changes = 0; // counted
    this.sent = 0; // so many of them
    this.failures = 0; // in a row
    this.next = newTextId(); // what the text is called that is sent next
    this.unheard = []; // names of those that were sent, and no answer came: they may be kept all the same
    this.heard = Date.now(); // when the server last answered
    this.isRefused = false; // for good: another text of the same writer is newer
    this.isSaveWanted = false; // and the server could not be asked
    form.addEventListener("submit", (event) => this.submit(event));
    addEventListener("online", () => this.comeBack());
    addEventListener("focus", () => this.comeBack());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.comeBack();
      else this.keepHere().then(() => this.send());
    });
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) this.begin(); // gone back to after a save, it is another page than the one that was saved
    });
    if ("refused" in this.place.dataset) this.changed(); // a save came back, with all that there is
    else this.rescue();
  }

  // What is kept names the opened page that it comes from, and so does a save: what the page left behind is saved, too.
  begin() {
    this.page = newTextId();
    this.form.elements.page.value = this.page;
  }

  get tab() {
    return ownTab();
  }

  get isDirty() {
    return this.changes !== this.sent;
  }

  changed() {
    this.changes += 1;
    this.plan();
  }

  plan() {
    this.keeping ??= setTimeout(() => idle(() => this.keepHere(), { timeout: AT_HAND / 2 }), AT_HAND / 2);
    if (this.failures) return; // it is tried again by itself
    const now = Date.now();
    this.since ||= now;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), Math.max(0, Math.min(QUIET, this.since + LONGEST - now)));
  }

  text() {
    const { writer, article, tab, page } = this;
    const base = Number(this.form.elements.base.value);
    return { writer, article, tab, page, base, known: [...this.known, this.next], fields: this.collect(), at: Date.now() };
  }

  // Names of the texts that this page goes on from; the field has several after a save that was refused.
  get known() {
    return [...this.form.elements.known.value.split(" ").filter(Boolean), ...this.unheard];
  }

  async keepHere() {
    clearTimeout(this.keeping);
    this.keeping = null;
    if (this.isDirty) this.isHere = await keep(this.text());
  }

  // --- To the server -------------------------------------------------------------------------------------------------

  async send() {
    if (!this.isDirty || this.isRefused || this.request) return; // what came meanwhile goes when the first is through
    clearTimeout(this.timer);
    const { changes, next, known } = this; // not its own name, or one that comes late would replace a newer one
    this.since = 0;
    this.request = new AbortController();
    let answer = null;
    try {
      answer = await this.post({ ...this.text(), name: next, known });
    } catch (error) {
      if (error.name === "AbortError") return;
    } finally {
      this.request = null;
      this.unheard = [...this.unheard, next].slice(-MOST_UNHEARD);
      this.next = newTextId();
    }
    await this.take(answer, changes, next);
  }

  // Of a text of that name with so many changes. `answer`: null if there was none.
  async take(answer, changes, name) {
    if (!answer?.ok || !isJson(answer)) {
      await this.fail(answer?.ok ? null : answer); // a page that came in between is no answer
      return;
    }
    const { said, warning } = await answer.json();
    this.failures = 0;
    this.sent = changes;
    this.form.elements.known.value = name;
    this.unheard = [];
    this.say([said, warning].filter(Boolean).join(" "), { isBad: Boolean(warning) });
    if (this.isDirty) this.plan();
    else await drop(this);
  }

  async fail(answer) {
    const { problem, login } = answer && isJson(answer) ? await answer.json() : {};
    const isFinal = answer !== null && answer.status < 500 && answer.status !== 401;
    this.isRefused = answer?.status === 409;
    await this.keepHere();
    const here = this.isHere === false ? gettext("Copy your text before you close this window.") : gettext("Meanwhile what you write is kept in this browser.");
    const unsaved = this.isSaveWanted ? gettext("Not saved yet.") : "";
    const words = [unsaved, problem ?? gettext("The server does not answer."), isFinal ? "" : here];
    this.say(words.filter(Boolean).join(" "), { isBad: true, login });
    if (isFinal) return;
    this.failures += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.comeBack(), AGAIN[Math.min(this.failures, AGAIN.length) - 1]);
  }

  async post({ writer, base, name = newTextId(), known, page, fields }) {
    const body = JSON.stringify({ writer: Number(writer), base, name, known, page, fields });
    const ask = () => fetch(this.address, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value },
      signal: this.request?.signal,
    });
    let answer = await ask();
    if (answer.status === 403 && !isJson(answer)) {
      // Somebody signed in again in another tab, and the token of this page is of before.
      const renewed = await this.renew();
      answer = renewed.ok ? await ask() : renewed;
    }
    this.heard = Date.now();
    return answer;
  }

  // A new token for the page, if its writer is signed in. Gives the server's answer.
  async renew() {
    const answer = await fetch(`${this.address}?${new URLSearchParams({ writer: this.writer })}`, { signal: this.request?.signal });
    this.heard = Date.now();
    if (!answer.ok) return answer;
    const { token } = await answer.clone().json();
    for (const field of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) field.value = token;
    return answer;
  }

  // After a failure, or a long silence: is the server there, and the session? Then send what waits.
  async comeBack() {
    if (!this.failures && Date.now() - this.heard < AWAY) return false;
    this.asking ??= this.ask().finally(() => {
      this.asking = null;
    });
    return this.asking;
  }

  async ask() {
    const answer = await this.renew().catch(() => null);
    if (!answer?.ok) {
      await this.fail(answer);
      return false;
    }
    if (this.failures && !this.isDirty) this.say(gettext("You can go on."));
    this.failures = 0;
    await this.send();
    if (this.isSaveWanted && !this.failures) this.say(gettext("The server answers again: you can save now."));
    this.isSaveWanted = false;
    return true;
  }

  submit(event) {
    if (!navigator.onLine) this.failures ||= 1; // the browser knows before any request has failed
    if (this.failures) {
      // Sent now, it would lead to an error page, or to the login.
      event.preventDefault();
      this.isSaveWanted = true;
      this.comeBack().then((isThere) => {
        if (!isThere) return;
        this.failures = 0; // a text that cannot be kept may still be saved
        this.form.requestSubmit(event.submitter);
      });
      return;
    }
    clearTimeout(this.timer);
    clearTimeout(this.keeping);
    this.request?.abort();
    const text = this.text();
    this.form.elements.known.value = text.known.join(" "); // the one under way may have arrived
    if (this.isDirty) keep(text); // should the session be lost, or the server be gone
  }

  // Texts that earlier pages left in this browser: to the server, which offers them on the page that comes then.
  async rescue() {
    const { reopen, saved } = this.place.dataset;
    const found = await find(this);
    const left = found.filter(({ page }) => page !== saved);
    for (const text of found) if (!left.includes(text)) await drop(text); // that was the save which led here
    if (!left.length) return;
    const open = await others();
    for (const text of left.filter((one) => !open.has(one.tab))) {
      const answer = await this.post(text).catch(() => null);
      const isSaved = answer?.status === 409 && (await answer.json()).kind === "saved";
      if (answer?.ok || isSaved) await drop(text);
      if (answer?.ok) {
        // Where there is an offer by now, it holds for the newer text, too; and somebody may be clicking.
        if (!document.querySelector(".unsaved-offer")) location.replace(reopen);
        return;
      }
    }
  }

  say(words, { isBad = false, login = "" } = {}) {
    if (this.said === words) return; // or it would be read aloud every two seconds
    this.said = words;
    this.place.classList.toggle("autosave-bad", isBad);
    const parts = [crel("span", { textContent: words })];
    if (login) parts.push(crel("a", { href: login, target: "_blank", textContent: gettext("Sign in again and go on") }));
    this.place.querySelector("[role=status]").replaceChildren(...parts);
  }
}
