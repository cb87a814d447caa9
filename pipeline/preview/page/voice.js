// What is said in a beat, heard while it plays. The sound is as long as the beat takes to say: where
// the picture is ahead of it, at a mark or at the beat's end, the picture waits.

const SILENCE = 400; // milliseconds after what is said before the next beat
const APART = 0.5; // seconds by which sound and picture may differ before the sound is moved
const EARLY = 0.05; // seconds by which the picture may be ahead of the sound
const PATIENCE = 5000; // milliseconds for which a picture waits for its sentence to be spoken

export class Voice {
  on = false; // whether somebody speaks
  #audio = new Audio();
  #address = "";
  #sound = null; // {address, stops}; null: not there yet, or there is none
  #asked = -Infinity; // when the sentence was asked for; -Infinity once it is answered
  #ended = -Infinity;
  #failed;

  /** Calls `failed(why)` when a sentence cannot be heard. */
  constructor(failed) {
    this.#failed = failed;
    this.#audio.addEventListener("ended", () => (this.#ended = performance.now()));
    this.#audio.addEventListener("error", () => this.#fail(""));
  }

  /** Whether the beat that plays is not over for the ear. */
  get speaking() {
    const heard = this.#sound && !this.#audio.paused && !this.#audio.ended;
    return Boolean(heard) || this.#coming || performance.now() - this.#ended < SILENCE;
  }

  /** The sentence at an address is what is to be heard; "": none. While the clip does not run, its
   * sound is silent. */
  follow(address, runs) {
    if (!this.on || address === "") return this.stop();
    if (address !== this.#address) this.#begin(address);
    if (!runs) this.#audio.pause();
    return undefined;
  }

  /** Whether the picture, which shows a frame of the beat, perhaps its last one, waits for the sound. */
  waits(frame, isLast, fps) {
    if (!this.#sound) return this.#coming;
    const [now, next] = [this.#time(frame) / fps, this.#time(frame + 1) / fps];
    const audio = this.#audio;
    const [late, early] = [now - audio.currentTime, audio.currentTime - next];
    if ((late > APART && !audio.ended) || (early > APART && !isLast)) audio.currentTime = now;
    if (audio.ended) return isLast && this.speaking;
    if (audio.paused) this.#play();
    return isLast || next - audio.currentTime > 1 / fps + EARLY;
  }

  stop() {
    this.#audio.pause();
    this.#address = "";
    this.#asked = this.#ended = -Infinity;
    if (this.#sound?.made) URL.revokeObjectURL(this.#sound.address);
    this.#sound = null;
  }

  /** Whether a sentence was asked for that may still come in time. */
  get #coming() {
    return performance.now() - this.#asked < PATIENCE;
  }

  /** The frame of the sound at which a frame of the beat begins. */
  #time(frame) {
    const before = this.#sound.stops.filter(([first]) => first <= frame);
    return before.reduce((sum, [, frames]) => sum + frames, frame);
  }

  async #begin(address) {
    this.stop();
    this.#address = address;
    const asked = (this.#asked = performance.now());
    let found = null;
    try {
      found = await soundAt(address);
    } catch (error) {
      if (asked === this.#asked) this.#fail(error.message);
    }
    if (asked !== this.#asked) return;
    this.#asked = -Infinity;
    this.#sound = found;
    if (found) this.#audio.src = found.address;
  }

  #play() {
    this.#audio.play().catch((error) => {
      if (error.name === "NotAllowedError") this.#sound = null; // the browser forbids it
    });
  }

  #fail(why) {
    if (this.#address === "") return;
    this.#asked = -Infinity;
    this.#sound = null;
    this.#failed(why);
  }
}

/** The sound of a sentence: {address, stops: [[before, frames], ...], made: whether the address was
 * made for it}; null where nobody speaks. A take of this page is heard as it is. */
async function soundAt(address) {
  if (address.startsWith("blob:")) return { address, stops: [], made: false };
  const response = await fetch(address);
  if (response.status === 204) return null;
  if (!response.ok) throw new Error(await response.text());
  const stops = JSON.parse(response.headers.get("Stops") ?? "[]");
  return { address: URL.createObjectURL(await response.blob()), stops, made: true };
}

/** What is said in a beat, as the server knows it; "" where nothing is said. */
export function placeOf(part, beat, language) {
  const text = beat?.narration[language] ?? "";
  if (!part || text === "") return "";
  const names = [language, part.scene, beat.name].map(encodeURIComponent);
  return `${names.join("/")}?text=${encodeURIComponent(text)}`;
}
