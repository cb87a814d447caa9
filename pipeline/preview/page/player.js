// Playing: a clock at the clip's speed, and a queue of pictures. Of those that are due the newest is
// shown; late ones are skipped, the speed stays. Where the clip holds still, no pictures come.

const REPORT_EVERY = 100; // milliseconds between two reports of the clock

/**
 * Calls `show(header, bitmap)`, `reached(frame)` as the clock goes, `report(frame, request)` now and
 * then, and `ended()` at the end. While the frame that is shown `waits(frame)`, the clock stands.
 */
export class Player {
  request = null; // that of the play going on; null while nothing plays
  #queue = [];
  #listener;
  #from = 0;
  #fps = 0;
  #began = null; // milliseconds; the clock waits for the first picture
  #reported = 0;
  #ticked = 0;
  #last = Infinity; // the frame to end at, once it is known

  constructor(listener) {
    this.#listener = listener;
  }

  get playing() {
    return this.request !== null;
  }

  /** Whether the first picture of this play is here. */
  get running() {
    return this.#began !== null;
  }

  start(frame, request, fps) {
    this.stop();
    this.request = request;
    this.#from = frame;
    this.#fps = fps;
    requestAnimationFrame((now) => this.#tick(now, request));
  }

  stop() {
    this.request = null;
    this.#began = null;
    this.#last = Infinity;
    for (const { bitmap } of this.#queue.splice(0)) bitmap.close();
  }

  /** A picture of this play; pictures of earlier ones are dropped. */
  async take(header, blob) {
    const bitmap = await createImageBitmap(blob);
    if (header.request !== this.request) return bitmap.close();
    this.#began ??= performance.now();
    this.#queue.push({ header, bitmap });
    this.#queue.sort((one, other) => one.header.frame - other.header.frame);
  }

  /** No picture of this play comes any more: it ends at the clip's last frame. */
  finish(request, last) {
    if (request === this.request) this.#last = last;
  }

  #tick(now, request) {
    if (this.request !== request) return;
    const shown = Math.floor(this.#clock(this.#ticked));
    const waits = this.running && this.#listener.waits(shown);
    if (waits) this.#began += now - this.#ticked;
    this.#ticked = now;
    const clock = this.#clock(now);
    this.#showDue(clock);
    this.#listener.reached(Math.floor(clock));
    if (now - this.#reported >= REPORT_EVERY) {
      this.#reported = now;
      this.#listener.report(Math.floor(clock), request);
    }
    if (clock >= this.#last && !waits) {
      this.stop();
      this.#listener.ended();
    } else requestAnimationFrame((later) => this.#tick(later, request));
  }

  /** The frame that the clock has reached, with its fraction. */
  #clock(now) {
    const seconds = this.running ? Math.max(0, now - this.#began) / 1000 : 0;
    return Math.min(this.#from + seconds * this.#fps, this.#last);
  }

  #showDue(clock) {
    const due = this.#queue.findLastIndex(({ header }) => header.frame <= clock);
    const ready = this.#queue.splice(0, due + 1);
    const newest = ready.at(-1);
    if (newest) this.#listener.show(newest.header, newest.bitmap);
    for (const { bitmap } of ready) bitmap.close();
  }
}
