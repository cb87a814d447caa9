// A slider for each letter of a text such as "a=2, b=0.5" whose value is a plain number.

import { element } from "./dom.js";

const PLACE = /(?<=^|,)(\s*)([A-Za-z\u03b1-\u03c9]+)(\s*=\s*)([-\u2212]?\d+(?:\.\d+)?)(?=\s*(?:,|$))/g;
const STEPS = 100; // from one end of a slider to the other

export class Sliders {
  root = element("div", { class: "sliders" });
  #inputs = new Map();
  #moved;

  /** `moved(name, value)` is called while the slider of a letter is moved. */
  constructor(moved) {
    this.#moved = moved;
  }

  /** Shows the sliders of the letters in a text, where their values are. */
  update(text) {
    const values = new Map([...text.matchAll(PLACE)].map(([, , name, , value]) => [name, number(value)]));
    const isSame = [...values.keys()].join() === [...this.#inputs.keys()].join();
    if (!isSame) this.#draw(values);
    for (const [name, value] of values) this.#place(this.#inputs.get(name), value);
  }

  #draw(values) {
    this.#inputs = new Map([...values].map(([name, value]) => [name, this.#slider(name, value)]));
    const labels = [...this.#inputs].map(([name, input]) => element("label", {}, name, input));
    this.root.replaceChildren(...labels);
  }

  #slider(name, value) {
    const reach = Math.max(1, Math.abs(value));
    const step = 10 ** Math.round(Math.log10((2 * reach) / STEPS));
    const input = element("input", { type: "range", min: value - reach, max: value + reach, step });
    input.addEventListener("input", () => this.#moved(name, String(Number(input.valueAsNumber.toPrecision(12)))));
    return input;
  }

  /** A value typed beyond an end moves that end. */
  #place(input, value) {
    if (value < input.min) input.min = value;
    if (value > input.max) input.max = value;
    if (input.valueAsNumber !== value) input.value = value;
  }
}

/** The text with another value of a letter. */
export function withValue(text, name, value) {
  return text.replace(PLACE, (whole, space, letter, equals) =>
    letter === name ? space + letter + equals + value : whole,
  );
}

function number(text) {
  return Number(text.replace("\u2212", "-"));
}
