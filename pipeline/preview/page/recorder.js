// Recording what is said in a beat: counted in, it is read while the beat plays; then it can be heard,
// taken again, and kept. As long as the recorder is open, playing ends with the beat.

import { Microphone, share } from "./microphone.js";
import { RecorderPanel } from "./recorder_panel.js";
import { describe, Takes } from "./takes.js";

const COUNT = 3; // seconds before a take
const LONGEST = 600; // seconds of a take, as of any recording
const ASKING = "The browser asks whether this page may have the microphone";
const NO_FOLDER = "Recordings need a folder: start the preview with --voice takes";

export class Recorder {
  folder = null; // the name of the one with recordings; null: there is none
  #viewer;
  #page;
  #said = null; // what is said in the beat shown; null: no beat is known
  #phase = "idle"; // or asking for the microphone, counting, recording, keeping
  #taking = null; // what is said in the take under way
  #counting;
  #trouble = ""; // why there is no microphone
  #messages = 0;
  #over = false; // what plays has come to the end of the beat, for the eye and for the ear
  #takes = new Takes();
  #microphone = new Microphone(() => this.#lost());
  #panel;

  /**
   * `page`: `said()` is what is said in the beat shown, {place, text, language, title, start, end,
   * fps}, or null; `speaking()` whether it is heard now; `next()` goes to the next beat.
   */
  constructor(viewer, page) {
    this.#viewer = viewer;
    this.#page = page;
    this.#panel = new RecorderPanel({
      record: () => (this.open ? this.#close() : this.#open()),
      take: () => this.#press(),
      listen: () => [this.#toStart(), viewer.play()],
      keep: () => this.#keep(),
      "after-take": () => page.next(),
      "close-recorder": () => this.#close(),
    });
  }

  get keys() {
    return {
      r: () => (this.open ? this.#press() : this.#open()),
      k: () => this.open && this.#keep(),
      Escape: () => this.open && this.#close(),
    };
  }

  get open() {
    return this.#panel.open;
  }

  get recording() {
    return this.#phase === "recording";
  }

  /** The pictures of a beat are over: whether the clip waits there. */
  waits() {
    if (!this.open || this.#said === null) return false;
    this.#over = !this.recording && !this.#page.speaking();
    return true;
  }

  /** Where the take of a sentence is heard that is not kept yet; undefined if there is none. */
  addressOf(place) {
    return this.#takes.of(place)?.address;
  }

  /** Another frame is shown: if it is of another beat, what was begun in the one before ends. */
  follow() {
    if (!this.open) return;
    const before = this.#said;
    this.#said = this.#page.said();
    if (same(this.#said, before)) return;
    this.#cancel();
    this.#finish();
    this.#tell();
  }

  /** Playing has begun or ended, and with it a count or a take. */
  turned() {
    if (this.#viewer.playing) this.#cancel();
    else this.#finish();
  }

  #open() {
    this.#viewer.pause();
    this.#said = this.#page.said();
    this.#panel.open = true;
    this.#tell();
    this.#tick();
    if (this.folder !== null && !this.#microphone.open) this.#ask();
  }

  #close() {
    this.#cancel();
    this.#finish();
    this.#panel.open = false;
    if (this.#phase === "idle") this.#microphone.close();
  }

  async #ask() {
    if (this.#phase !== "idle") return;
    this.#trouble = "";
    this.#become("asking");
    this.#tell();
    try {
      await this.#microphone.listen(() => this.open);
    } catch (error) {
      this.#trouble = error.message;
    }
    this.#become("idle");
    this.#tell();
  }

  #press() {
    if (this.#phase === "counting") this.#cancel();
    else if (this.recording) this.#finish();
    else if (this.#phase === "idle" && this.#ready) {
      if (this.#microphone.open) this.#begin();
      else this.#ask();
    }
  }

  #begin() {
    this.#toStart();
    this.#become("counting");
    this.#count(COUNT);
  }

  #count(left) {
    if (left === 0) return this.#record();
    this.#panel.count(left);
    this.#say(`Recording in ${left}`);
    this.#counting = setTimeout(() => this.#count(left - 1), 1000);
    return undefined;
  }

  #cancel() {
    if (this.#phase !== "counting") return;
    clearTimeout(this.#counting);
    this.#become("idle");
    this.#tell();
  }

  #record() {
    this.#become("recording");
    this.#say("Recording: press R when you have read it");
    this.#taking = this.#said;
    this.#microphone.record();
    this.#viewer.play();
  }

  /** Ends a take, which stays with its sentence until it is kept or taken again. */
  async #finish() {
    if (!this.recording) return;
    this.#become("keeping"); // nothing else begins before its file is whole
    if (same(this.#taking, this.#said)) this.#toStart();
    this.#takes.put(this.#taking.place, await this.#microphone.stop());
    this.#become("idle");
    if (this.open) this.#tell();
    else this.#microphone.close();
  }

  async #keep() {
    const said = this.#said;
    if (this.#phase !== "idle" || !this.#takes.of(said?.place)) return;
    this.#become("keeping");
    this.#say("Keeping the take");
    let outcome;
    try {
      outcome = [`Kept as ${await this.#takes.keep(said.place)}`];
    } catch (error) {
      outcome = [`Not kept: ${error.message}`, true];
    }
    this.#become("idle");
    if (same(said, this.#said)) this.#say(...outcome);
    else this.#tell();
  }

  /** The microphone has gone: what it has heard stays. */
  async #lost() {
    this.#cancel();
    this.#trouble = "The microphone is gone: connect one, then press R";
    await this.#finish();
    this.#microphone.close();
    this.#tell();
  }

  get #ready() {
    return this.folder !== null && Boolean(this.#said?.text);
  }

  #toStart() {
    this.#over = false;
    this.#viewer.pause();
    if (this.#said) this.#viewer.seek(this.#said.start);
  }

  #become(phase) {
    this.#phase = phase;
    this.#panel.count(0);
    this.#update();
  }

  #update() {
    const taken = this.#takes.of(this.#said?.place) !== undefined;
    this.#panel.update(this.#phase, { ready: this.#ready, taken });
  }

  /** Shows what is said in the beat, and what there is of it. */
  async #tell() {
    const said = this.#said;
    this.#panel.show(said);
    this.#update();
    if (this.folder === null) return this.#say(NO_FOLDER, true);
    if (this.#phase === "asking") return this.#say(ASKING);
    if (this.#trouble) return this.#say(this.#trouble, true);
    const number = (this.#messages += 1);
    const text = await describe(this.#takes, said);
    return number === this.#messages && this.#phase === "idle" ? this.#say(text) : undefined;
  }

  #say(text, bad = false) {
    this.#messages += 1; // what was to be said before is out of date
    this.#panel.say(text, bad);
  }

  /** Once a frame of the display: level, time, and whether the beat is over. */
  #tick() {
    if (!this.open) return;
    const { peak, seconds } = this.#microphone;
    this.#panel.level(share(peak), peak);
    const { start = 0, fps = 1 } = this.#said ?? {};
    const shown = Math.max(0, this.#viewer.frame - start) / fps;
    this.#panel.time(this.recording ? seconds : shown, this.#said);
    if (this.recording && seconds > LONGEST) this.#finish();
    if (this.#over) this.#toStart();
    requestAnimationFrame(() => this.#tick());
  }
}

/** Whether the same is said in the same beat. */
const same = (one, other) => one?.place === other?.place && one?.title === other?.title;
