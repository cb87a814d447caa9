// The lines that render what is shown, and buttons that copy them.

import { byId, element, leaveFocus } from "./dom.js";

const SHOWN_FOR = 2000; // milliseconds

export class Commands {
  #announce;

  /** `announce(text)` tells the user what happened. */
  constructor(announce) {
    this.#announce = announce;
    leaveFocus(byId("commands"));
    for (const name of ["clip", "beat"]) {
      byId(`copy-${name}`).addEventListener("click", () => this.#copy(name));
    }
  }

  update(timeline, beat) {
    this.#show("clip", timeline?.command ?? "");
    const one = beat && timeline.beat_command ? fillIn(timeline.beat_command, beat.name) : "";
    this.#show("beat", one);
  }

  #show(name, command) {
    const code = byId(`command-${name}`);
    if (code.textContent !== command) code.replaceChildren(...words(command));
    code.parentElement.hidden = command === "";
  }

  async #copy(name) {
    const code = byId(`command-${name}`);
    try {
      await navigator.clipboard.writeText(code.textContent);
      this.#confirm(byId(`copy-${name}`));
      this.#announce("Copied");
    } catch {
      getSelection().selectAllChildren(code);
      this.#announce("The browser refuses to copy: press Ctrl+C");
    }
  }

  #confirm(button) {
    button.classList.add("done");
    setTimeout(() => button.classList.remove("done"), SHOWN_FOR);
  }
}

/** Each word in an element of its own: lines break between them only. */
function words(command) {
  return command.split(" ").flatMap((word) => [element("span", {}, word), " "]).slice(0, -1);
}

/** A function, since `$` means something in a replacement text. */
const fillIn = (command, beat) => command.replaceAll("{beat}", () => beat);
