// Buttons and keys: playing, moving, captions, full screen, the list of keys.

import { byId, leaveFocus } from "./dom.js";
import { lastFrame, nextBeat, previousBeat } from "./timeline.js";

export class Transport {
  #viewer;
  #saveStill;

  constructor(viewer, saveStill) {
    this.#viewer = viewer;
    this.#saveStill = saveStill;
    leaveFocus(byId("stage"));
    const { keys } = this;
    const buttons = { play: " ", "previous-beat": "[", "next-beat": "]", captions: "c" };
    Object.assign(buttons, { "full-screen": "f", help: "?", "save-still": "s" });
    for (const [id, key] of Object.entries(buttons)) byId(id).addEventListener("click", keys[key]);
    byId("picture").addEventListener("click", keys[" "]);
    byId("full-screen").hidden = !document.fullscreenEnabled;
  }

  /** What each key does. */
  get keys() {
    const viewer = this.#viewer;
    const to = (place) => () => viewer.timeline && viewer.seek(place(viewer.timeline));
    return {
      " ": () => (viewer.playing ? viewer.pause() : viewer.play()),
      ArrowLeft: to(({ fps }) => viewer.frame - fps),
      ArrowRight: to(({ fps }) => viewer.frame + fps),
      ",": () => this.#step(-1),
      ".": () => this.#step(1),
      "[": to((timeline) => previousBeat(timeline, viewer.frame)),
      "]": to((timeline) => nextBeat(timeline, viewer.frame)),
      digit: (tenths) => to((timeline) => (lastFrame(timeline) * tenths) / 10)(),
      c: () => this.#turnCaptions(),
      f: () => turnFullScreen(),
      s: () => viewer.timeline && this.#saveStill(),
      "?": () => byId("keys").showModal(),
    };
  }

  /** Shows whether the clip plays. */
  turn(playing) {
    const button = byId("play");
    button.setAttribute("aria-label", playing ? "Pause" : "Play");
    button.classList.toggle("playing", playing);
  }

  /** A step of a frame is a look at one: playing ends. */
  #step(frames) {
    this.#viewer.pause();
    if (this.#viewer.timeline) this.#viewer.seek(this.#viewer.frame + frames);
  }

  #turnCaptions() {
    const shown = byId("caption").classList.toggle("on");
    byId("captions").setAttribute("aria-pressed", String(shown));
  }
}

function turnFullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else byId("stage").requestFullscreen?.();
}
