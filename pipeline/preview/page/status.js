// One line in the header: the connection, what was copied or saved, why that failed.

import { byId, write } from "./dom.js";

const SHOWN_FOR = 4000; // milliseconds
const BUSY_AFTER = 150; // what is done sooner shows no bar
const LOST = "The preview has ended; start it again";

export class Status {
  #line = byId("status");
  #lost = false;
  #timer;
  #busy;

  /** Shows a text for a few seconds. */
  say(text) {
    clearTimeout(this.#timer);
    this.#show(text);
    this.#timer = setTimeout(() => this.#show(""), SHOWN_FOR);
  }

  /** The connection was lost, or is there again. */
  connection(lost) {
    this.#lost = lost;
    document.body.classList.toggle("lost", lost);
    clearTimeout(this.#timer);
    this.#show("");
    if (lost) this.busy(false);
  }

  busy(busy) {
    clearTimeout(this.#busy);
    const show = () => byId("screen").setAttribute("aria-busy", String(busy));
    if (busy) this.#busy = setTimeout(show, BUSY_AFTER);
    else show();
  }

  #show(text) {
    write(this.#line, text || (this.#lost ? LOST : ""));
  }
}
