// The slider, the beats under it, the time and the name of the beat.

import { byId, element, write } from "./dom.js";
import { clockText, lastFrame } from "./timeline.js";

export class Scrubber {
  #slider = byId("position");
  #beats = byId("beats");
  #time = byId("time");
  #name = byId("beat-name");
  #buttons = new Map();
  #chosen;

  /** `scrubbed(frame)` is called as the slider is dragged, `chosen(frame)` when a beat is pressed. */
  constructor({ scrubbed, chosen }) {
    this.#slider.addEventListener("input", () => scrubbed(this.#slider.valueAsNumber));
    this.#chosen = chosen;
  }

  /** Shows a timeline (or null) and a frame of it. */
  update(timeline, frame, beat) {
    // A frame beyond what is known so far is on its way: the thumb waits there.
    const last = Math.max(lastFrame(timeline), frame);
    this.#slider.max = last;
    this.#slider.value = frame;
    this.#slider.style.setProperty("--done", last ? frame / last : 0);
    const [now, all] = [frame, timeline?.frames ?? 0].map((n) => clockText(n / (timeline?.fps ?? 1)));
    write(this.#time, `${now} / ${all}`);
    write(this.#name, beat?.title ?? "");
    this.#slider.setAttribute("aria-valuetext", beat ? `${now}, ${beat.title}` : now);
    this.#mark(beat);
  }

  /** Lays the beats out under the slider; buttons that stay keep their focus. */
  layOut(timeline) {
    const beats = timeline?.beats ?? [];
    const names = new Set(beats.map((beat) => beat.name));
    for (const [name, button] of this.#buttons) if (!names.has(name)) this.#remove(name, button);
    const last = Math.max(1, lastFrame(timeline));
    beats.forEach((beat, index) => this.#place(beat, index, last));
    this.#beats.hidden = beats.length === 0;
  }

  #place(beat, index, last) {
    const button = this.#buttons.get(beat.name) ?? this.#add(beat.name);
    write(button.firstChild, beat.title);
    button.title = beat.title;
    button.dataset.start = beat.start;
    const item = button.parentElement;
    item.style.setProperty("--start", beat.start / last);
    item.style.setProperty("--length", (Math.min(beat.end, last) - beat.start) / last);
    const there = this.#beats.children[index];
    if (there !== item) this.#beats.insertBefore(item, there); // moving it would take its focus
  }

  #add(name) {
    const button = element("button", { type: "button" }, element("span"));
    button.addEventListener("click", () => this.#chosen(Number(button.dataset.start)));
    this.#beats.append(element("li", {}, button));
    this.#buttons.set(name, button);
    return button;
  }

  #remove(name, button) {
    button.parentElement.remove();
    this.#buttons.delete(name);
  }

  #mark(beat) {
    for (const [name, button] of this.#buttons) {
      if (name === beat?.name) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }
}
