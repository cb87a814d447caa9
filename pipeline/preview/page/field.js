// One parameter: its label, an input or a choice, its description, or why it is refused.

import { element, write } from "./dom.js";
import { Sliders, withValue } from "./sliders.js";

export class Field {
  root;
  #input;
  #description;
  #help; // the description
  #message;
  #caret;
  #before; // text as wide as what stands before the caret
  #sliders = null;
  #refusal = null;

  /** `typed(text)` is called at each change. */
  constructor({ name, label, description, kind, choices, placeholder }, text, typed) {
    const id = `field-${name}`;
    this.#input = kind === "choice" ? chooser(choices) : element("input", { ...INPUT, placeholder });
    for (const [key, value] of Object.entries({ id, name })) this.#input.setAttribute(key, value);
    this.#help = description;
    this.#description = element("p", { id: `${id}-description`, class: "help" }, description);
    this.#message = element("p", { id: `${id}-message`, class: "refused", role: "alert" });
    this.#before = element("span");
    this.#caret = element("div", { class: "caret", "aria-hidden": "true" }, this.#before);
    this.#caret.append(element("i"));
    this.root = element("div", { class: "field" });
    const entry = element("div", { class: "entry" }, this.#input, this.#caret);
    const below = element("div", { class: "below" }, this.#description, this.#message);
    this.root.append(element("label", { for: id }, label), entry, below);
    if (kind === "letters") this.#addSliders();
    this.#listen(typed);
    this.text = text;
    this.refuse(null);
  }

  get text() {
    return this.#input.value;
  }

  set text(text) {
    if (this.#input.value === text) return;
    const absent = this.#input.options && ![...this.#input.options].some((o) => o.value === text);
    if (absent) this.#input.prepend(element("option", { value: text }, text || "–"));
    this.#input.value = text;
    this.#sliders?.update(text);
  }

  /** Other choices; the present one stays if it is among them. */
  offer(choices) {
    const offered = [...(this.#input.options ?? [])].map((option) => option.value);
    if (!this.#input.options || offered.join() === choices.join()) return;
    const text = choices.includes(this.text) ? this.text : choices[0];
    this.#input.replaceChildren(...chooser(choices).options);
    this.text = text;
  }

  focus() {
    this.#input.focus();
  }

  /** Shows why the text was refused ({message, text, position}), or takes that away (null). */
  refuse(refusal) {
    this.#refusal = refusal;
    write(this.#message, refusal?.message ?? "");
    this.#description.hidden = Boolean(refusal);
    const described = refusal ? this.#message : this.#description;
    this.#input.setAttribute("aria-describedby", described.id);
    this.#input.setAttribute("aria-invalid", String(Boolean(refusal)));
    this.#pointOut();
  }

  /** Shows how the text was read, in place of the description; "" takes that away. */
  note(message) {
    write(this.#description, message || this.#help);
    this.#description.classList.toggle("noted", Boolean(message));
  }

  /** Moving a slider types the value of its letter. */
  #addSliders() {
    this.#sliders = new Sliders((name, value) => {
      this.#input.value = withValue(this.text, name, value);
      this.#input.dispatchEvent(new Event("input"));
    });
    this.root.append(this.#sliders.root);
  }

  #listen(typed) {
    this.#input.addEventListener("input", () => {
      this.#pointOut();
      this.#sliders?.update(this.text);
      typed(this.text);
    });
    this.#input.addEventListener("scroll", () => this.#follow());
  }

  /** The caret stands under the character at fault, as long as the text is the one refused. */
  #pointOut() {
    const { text, position } = this.#refusal ?? {};
    this.#caret.hidden = !Number.isInteger(position) || text !== this.text;
    if (this.#caret.hidden) return;
    this.#before.textContent = Array.from(text).slice(0, position).join(""); // code points
    this.#follow();
  }

  /** The input scrolls where its text is longer than it. */
  #follow() {
    this.#caret.style.setProperty("--scrolled", `${this.#input.scrollLeft}px`);
  }
}

const INPUT = {
  type: "text",
  autocomplete: "off",
  autocapitalize: "off",
  spellcheck: "false",
  maxlength: "4000",
};

function chooser(choices) {
  const options = choices.map((choice) => element("option", { value: choice }, choice));
  return element("select", {}, ...options);
}
