// What is said in a beat, heard while it plays; the next beat waits until that is over.

const SILENCE = 400; // milliseconds after what is said before the next beat
const APART = 0.5; // seconds by which sound and picture may differ before the sound is moved

export class Voice {
  on = false; // whether somebody speaks
  #audio = new Audio();
  #address = "";
  #ended = -Infinity;
  #failed;

  /** Calls `failed()` when a sentence cannot be heard. */
  constructor(failed) {
    this.#failed = failed;
    this.#audio.addEventListener("ended", () => (this.#ended = performance.now()));
    this.#audio.addEventListener("error", () => this.#fail());
  }

  /** Whether the beat that plays is not over for the ear. */
  get speaking() {
    const heard = this.#address !== "" && !this.#audio.paused && !this.#audio.ended;
    return heard || performance.now() - this.#ended < SILENCE;
  }

  /** A sentence at its address is heard from so many seconds on; "": none. */
  follow(address, seconds) {
    if (!this.on || address === "") return this.stop();
    if (address !== this.#address) this.#begin(address, seconds);
    else if (!this.#audio.ended && Math.abs(this.#audio.currentTime - seconds) > APART) {
      if (this.#audio.readyState > 0) this.#audio.currentTime = seconds;
    }
    return undefined;
  }

  stop() {
    this.#audio.pause();
    this.#address = "";
    this.#ended = -Infinity;
  }

  #begin(address, seconds) {
    this.stop();
    this.#address = address;
    this.#audio.src = address;
    this.#audio.currentTime = seconds;
    this.#audio.play().catch(() => {
      if (this.#audio.error === null) this.stop(); // stopped, or the browser forbids it
    });
  }

  #fail() {
    if (this.#address === "") return;
    this.#audio.pause();
    this.#failed();
  }
}

/** What is said in a beat, as the server knows it; "" where nothing is said. */
export function placeOf(part, beat, language) {
  const text = beat?.narration[language] ?? "";
  if (!part || text === "") return "";
  const names = [language, part.scene, beat.name].map(encodeURIComponent);
  return `${names.join("/")}?text=${encodeURIComponent(text)}`;
}
