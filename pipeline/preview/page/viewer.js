// Which frame is shown: asked for one by one, or played. It knows the timeline and sends requests.

import { Picture } from "./picture.js";
import { Player } from "./player.js";
import { beatAt, frameOf, lastFrame, momentAt } from "./timeline.js";

/**
 * Calls `moved()` when `frame` changes, and `turned()` when playing begins or ends; asks while it
 * plays whether the picture `waits(frame, isLast)` at a frame of a beat.
 */
export class Viewer {
  timeline = null;
  frame = 0;
  moment = null; // {beat, seconds}: where the frame is, in words that outlive an edit
  #send;
  #listener;
  #picture;
  #player;
  #request = 0;
  #answered = 0;
  #asking = false;

  constructor(canvas, send, listener) {
    this.#send = send;
    this.#listener = listener;
    this.#picture = new Picture(canvas);
    this.#player = new Player({
      show: (header, bitmap) => this.#picture.draw(header, bitmap),
      reached: (frame) => this.#goOn(Math.min(frame, lastFrame(this.timeline))),
      report: (frame, request) => send({ do: "clock", frame, request }),
      waits: (frame) => this.#waits(frame),
      ended: () => this.#listener.turned(),
    });
  }

  get playing() {
    return this.#player.playing;
  }

  /** Whether what plays goes on: its first picture is there. */
  get running() {
    return this.#player.running;
  }

  get beat() {
    return beatAt(this.timeline, this.frame);
  }

  /** Forgets what was open: another part comes. */
  clear() {
    this.halt();
    this.timeline = null;
    this.#move(0, null);
  }

  /** A timeline, grown or new: the same moment of the same beat stays chosen. */
  adopt(timeline) {
    this.timeline = timeline;
    this.#picture.reserve(timeline.size);
    const frame = frameOf(timeline, this.moment);
    this.#move(frame ?? this.frame, this.moment ?? momentAt(timeline, this.frame));
  }

  /** Goes to a frame; what plays goes on from there. */
  seek(frame) {
    const wanted = Math.max(0, Math.min(Math.round(frame), lastFrame(this.timeline)));
    this.#move(wanted);
    if (this.playing) this.#playOn();
    else this.#ask();
  }

  play() {
    if (!this.timeline || this.playing) return;
    if (this.timeline.complete && this.frame >= lastFrame(this.timeline)) this.#move(0);
    this.#playOn();
    this.#listener.turned();
  }

  /** Stops playing; the server then holds the frame that is shown here. */
  pause() {
    if (!this.playing) return;
    this.halt();
    this.#send({ do: "stop" });
    this.#ask();
  }

  /** Stops playing without a word to the server. */
  halt() {
    if (!this.playing) return;
    this.#player.stop();
    this.#answered = this.#request; // pictures of this play that are still on their way come too late
    this.#listener.turned();
  }

  /** The server has sent all of a play. */
  played(request) {
    this.#player.finish(request, lastFrame(this.timeline));
  }

  /** The number of a new request. */
  number() {
    return (this.#request += 1);
  }

  /** A picture from the server; one that answers no request comes after opening or an edit. */
  take(header, blob) {
    if (header.request === null) {
      if (this.#player.running) this.halt();
      this.#move(header.frame);
    } else if (header.request === this.#player.request) {
      return this.#player.take(header, blob);
    } else if (header.request <= this.#answered || this.playing) return null;
    this.#answered = header.request ?? this.#answered;
    return this.#picture.show(header, blob);
  }

  #move(frame, moment = momentAt(this.timeline, frame) ?? this.moment) {
    this.frame = frame;
    this.moment = moment;
    this.#listener.moved();
  }

  #waits(frame) {
    const { start, end } = this.beat ?? { start: 0, end: Infinity };
    return this.#listener.waits(frame - start, frame >= end - 1);
  }

  /** The clock of playing has reached a frame. */
  #goOn(frame) {
    if (frame !== this.frame) this.#move(frame);
  }

  #playOn() {
    const request = this.number();
    this.#player.start(this.frame, request, this.timeline.fps);
    this.#send({ do: "play", frame: this.frame, request });
  }

  /** Asks for the frame chosen, at most once a frame of the display. */
  #ask() {
    if (this.#asking) return;
    this.#asking = true;
    requestAnimationFrame(() => {
      this.#asking = false;
      if (!this.playing) this.#send({ do: "show", frame: this.frame, request: this.number() });
    });
  }
}
