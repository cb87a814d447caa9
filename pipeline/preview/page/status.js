// A line in the header: what was just copied or saved, else a lost connection, else broken files.

import { byId, write } from "./dom.js";

const SHOWN_FOR = 4000; // milliseconds
const BUSY_AFTER = 150; // what is done sooner shows no bar
const LOST = "The preview has ended; start it again";

export class Status {
  #line = byId("status");
  #lost = false;
  #faults = "";
  #saying = false;
  #timer;
  #busy;

  /** Shows a text for a few seconds. */
  say(text) {
    clearTimeout(this.#timer);
    this.#show(text);
    this.#saying = true;
    this.#timer = setTimeout(() => this.#silence(), SHOWN_FOR);
  }

  /** The connection was lost, or is there again. */
  connection(lost) {
    this.#lost = lost;
    document.body.classList.toggle("lost", lost);
    this.#silence();
    if (lost) this.busy(false);
  }

  /** Files that the list of parts had to leave out, and why. */
  faults(texts) {
    this.#faults = texts.join("; ");
    if (!this.#saying) this.#show("");
  }

  busy(busy) {
    clearTimeout(this.#busy);
    const show = () => byId("screen").setAttribute("aria-busy", String(busy));
    if (busy) this.#busy = setTimeout(show, BUSY_AFTER);
    else show();
  }

  #silence() {
    clearTimeout(this.#timer);
    this.#saying = false;
    this.#show("");
  }

  #show(text) {
    const standing = this.#lost ? LOST : this.#faults;
    this.#line.classList.toggle("bad", !text && standing !== "");
    write(this.#line, text || standing);
    this.#line.title = text || standing;
  }
}
