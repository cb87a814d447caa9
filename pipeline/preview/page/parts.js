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
    this.#list.replaceChildren(...parts.map((part, n) => this.#item(part, n)));
    this.#menu.replaceChildren(
      ...parts.map((part, n) => element("option", { value: n }, part.title)),
    );
    this.#list.children[focused]?.firstChild.focus();
    this.mark(index);
  }

  mark(index) {
    this.#menu.value = index;
    [...this.#list.children].forEach((item, n) => {
      if (n === index) item.firstChild.setAttribute("aria-current", "true");
      else item.firstChild.removeAttribute("aria-current");
    });
  }

  #item({ title }, n) {
    const button = element("button", { type: "button" }, title);
    button.addEventListener("click", () => this.#chosen(n));
    return element("li", {}, button);
  }
}
