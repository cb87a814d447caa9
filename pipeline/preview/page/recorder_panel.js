// The recorder on the page: the text to be read, times, the microphone's level, buttons.

import { byId, write } from "./dom.js";
import { clockText } from "./timeline.js";

const LOUD = 0.98; // a share of what can be recorded: nearly all of it is too much

export class RecorderPanel {
  #root = byId("recorder");
  #opener = byId("record");
  #text = byId("to-read");
  #message = byId("recorder-message");
  #count = byId("count");
  #meter = byId("level");
  #time = byId("take-time");

  /** `actions`: what to do when the button with an id is pressed. */
  constructor(actions) {
    for (const [id, action] of Object.entries(actions)) byId(id).addEventListener("click", action);
  }

  get open() {
    return !this.#root.hidden;
  }

  set open(open) {
    this.#root.hidden = !open;
    this.#opener.setAttribute("aria-expanded", String(open));
    document.body.classList.toggle("recording", open); // makes room for it
    if (open) this.#root.scrollIntoView({ block: "nearest" });
  }

  /** Shows what is to be read in a beat. */
  show(said) {
    write(byId("recorded-beat"), said?.title ?? "");
    write(this.#text, said?.text ?? "");
    this.#text.lang = said?.language ?? "";
  }

  /** Shows what can be done now: `phase` is idle, asking, counting, recording or keeping. */
  update(phase, { ready, taken }) {
    this.#root.dataset.phase = phase;
    const label = { counting: "Cancel", recording: "Stop" }[phase] ?? (taken ? "Take again" : "Record");
    write(byId("take-label"), label);
    byId("take").disabled = !ready || phase === "keeping" || phase === "asking";
    byId("listen").disabled = !ready || phase !== "idle";
    byId("keep").disabled = !taken || phase !== "idle";
    byId("after-take").disabled = phase === "keeping";
  }

  /** Says what has come about, or what is wrong. */
  say(text, bad = false) {
    write(this.#message, text);
    this.#message.classList.toggle("refused", bad);
  }

  /** Shows a second of the count; 0: none. */
  count(number) {
    write(this.#count, number ? String(number) : "");
  }

  level(share, peak) {
    this.#meter.style.setProperty("--level", share);
    this.#meter.classList.toggle("loud", peak > LOUD);
    this.#meter.setAttribute("aria-valuenow", String(Math.round(share * 10) * 10));
  }

  /** Shows how many seconds have passed of those that a beat's pictures last. */
  time(passed, said) {
    const seconds = said ? (said.end - said.start) / said.fps : 0;
    write(this.#time, `${clockText(passed)} / ${clockText(seconds)}`);
    this.#root.style.setProperty("--passed", seconds ? Math.min(1, passed / seconds) : 0);
  }
}
