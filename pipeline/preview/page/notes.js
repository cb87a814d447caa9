// Beside the picture: what is said in the beat, its formulas, its checked numbers. All beats lie in
// one cell of a grid and one is visible, so that its size is that of the longest and nothing jumps.

import { byId, debounced, element, write } from "./dom.js";

const SPEAK_AFTER = 250; // milliseconds that a beat stays before a screen reader hears of it

export class Notes {
  #stack = byId("notes-stack");
  #articles = new Map(); // by name of the beat: [content, article]
  #caption = byId("caption");
  #said = "";
  #speak = debounced((text) => write(byId("spoken"), text), SPEAK_AFTER);

  /** Draws the notes of all beats; those that did not change stay. */
  update(beats, language) {
    const wanted = beats.map((beat) => [beat.name, this.#article(beat, language)]);
    this.#articles = new Map(wanted);
    const articles = wanted.map(([, { article }]) => article);
    const there = this.#stack.children;
    if (articles.length !== there.length || articles.some((one, n) => one !== there[n])) {
      this.#stack.replaceChildren(...articles);
    }
  }

  /** Shows one beat's notes and caption, and says them to a screen reader. */
  show(beat, language) {
    for (const [name, { article }] of this.#articles) {
      article.classList.toggle("current", name === beat?.name);
    }
    const narration = beat?.narration[language] ?? "";
    write(this.#caption.firstElementChild, narration);
    this.#caption.lang = language;
    this.#caption.classList.toggle("empty", narration === "");
    const said = beat ? `${beat.title}. ${narration}` : "";
    if (said !== this.#said) this.#speak((this.#said = said));
  }

  #article(beat, language) {
    const { title, formulas, values } = beat;
    const narration = beat.narration[language] ?? "";
    const content = JSON.stringify([title, narration, formulas, values, language]);
    const known = this.#articles.get(beat.name);
    if (known?.content === content) return known;
    const article = element("article", {}, element("h3", {}, title));
    if (narration) article.append(element("p", { lang: language }, narration));
    if (formulas.length) article.append(list(formulas));
    if (values.length) article.append(table(values));
    return { content, article };
  }
}

function list(formulas) {
  const items = formulas.map((formula) => element("li", {}, formula));
  return element("ul", { class: "formulas", "aria-label": "Formulas" }, ...items);
}

/** A number as it is typed: "= −1.5" is "-1.5". */
const plain = (text) => text.replace(/^[=≈]\s*/, "").replaceAll("−", "-");

function table(values) {
  const rows = values.map(({ name, text, exact }) => {
    const cells = [element("th", { scope: "row" }, name), element("td", {}, text)];
    cells.push(element("td", { class: "exact" }, exact && exact !== plain(text) ? exact : ""));
    return element("tr", {}, ...cells);
  });
  const heads = ["Number", "Value", "Exact form"].map((text) => element("th", { scope: "col" }, text));
  const head = element("thead", { class: "unseen" }, element("tr", {}, ...heads));
  return element("table", {}, head, element("tbody", {}, ...rows));
}
