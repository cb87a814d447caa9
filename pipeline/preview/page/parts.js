// The scenes, or the parts of a lecture: a list, or a menu where the window is narrow.

import { byId, element, leaveFocus } from "./dom.js";

export class Parts {
  #list = byId("part-list");
  #menu = byId("part-menu");
  #chosen;

  /** `chosen(index)` is called when one is chosen. */
  constructor(chosen) {
    this.#chosen = chosen;
    this.#menu.addEventListener("change", () => chosen(Number(this.#menu.value)));
    leaveFocus(this.#list);
  }

  /** Draws the list anew; the button in focus keeps it. */
  update(parts, index) {
    const focused = [...this.#list.children].indexOf(document.activeElement?.closest("li"));
    const titles = parts.map((part) => part.title);
    const kinds = parts.map(({ scene, title }) => (isRepeated(title, titles) ? kindOf(scene) : ""));
    this.#list.replaceChildren(...titles.map((title, n) => this.#item(title, kinds[n], n)));
    const options = titles.map((title, n) => [title, kinds[n]].filter(Boolean).join(" – "));
    this.#menu.replaceChildren(...options.map((text, value) => element("option", { value }, text)));
    this.#list.children[focused]?.firstChild.focus();
    this.mark(index);
  }

  mark(index) {
    this.#menu.value = index;
    [...this.#list.children].forEach((item, n) => {
      if (n === index) item.firstChild.setAttribute("aria-current", "true");
      else item.firstChild.removeAttribute("aria-current");
    });
    this.#list.children[index]?.scrollIntoView({ block: "nearest" });
  }

  #item(title, kind, n) {
    const button = element("button", { type: "button" }, title);
    if (kind) button.append(" ", element("small", {}, kind));
    button.addEventListener("click", () => this.#chosen(n));
    return element("li", {}, button);
  }
}

const isRepeated = (title, titles) => titles.indexOf(title) !== titles.lastIndexOf(title);

/** The scene of a part in words, where its title alone would not tell it from another. */
const kindOf = (scene) => scene.replaceAll("_", " ");
