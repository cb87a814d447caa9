// Recordings: those that the server has, and takes that are not kept yet, by what is said in them.

const FAINT = 0.03; // the peak of a take that is mostly noise
const CLIPPED = 0.99;

export class Takes {
  #takes = new Map(); // by place (see `placeOf` in voice.js)

  constructor() {
    addEventListener("beforeunload", (event) => {
      if (this.#takes.size > 0) event.preventDefault(); // the browser asks before takes are lost
    });
  }

  /** The take of a sentence that is not kept yet, {blob, address, seconds, peak}, or undefined. */
  of(place) {
    return this.#takes.get(place);
  }

  /** A new take of a sentence, {blob, seconds, peak}, in the place of one that is not kept. */
  put(place, take) {
    this.#forget(place);
    this.#takes.set(place, { ...take, address: URL.createObjectURL(take.blob) });
  }

  /** The name of the recording that the server has of a sentence; null for none. */
  async recorded(place) {
    return answer(await fetch(`/recordings/${place}`));
  }

  /** Has the server keep the take of a sentence; returns the name of the recording. */
  async keep(place) {
    const { blob } = this.of(place);
    const name = await answer(await fetch(`/recordings/${place}`, { method: "PUT", body: blob }));
    if (this.of(place)?.blob === blob) this.#forget(place);
    return name;
  }

  #forget(place) {
    const take = this.of(place);
    if (take) URL.revokeObjectURL(take.address);
    this.#takes.delete(place);
  }
}

/** What there is of a sentence, in words. */
export async function describe(takes, said) {
  if (!said) return "No beat is shown yet";
  if (!said.text) return "Nothing is said in this beat";
  const take = takes.of(said.place);
  if (take) {
    const { seconds, peak } = take;
    return `A take of ${seconds.toFixed(1)} s${judged(peak)}: hear it, keep it, or take it again`;
  }
  try {
    const name = await takes.recorded(said.place);
    return name ? `Recorded as ${name}: a take that you keep replaces it` : "Not recorded yet";
  } catch (error) {
    return error.message;
  }
}

/** Of a peak of 0 nothing is known: nobody has looked. */
function judged(peak) {
  if (peak > 0 && peak < FAINT) return ", very faint (go nearer to the microphone)";
  return peak > CLIPPED ? ", too loud (go away from the microphone a little)" : "";
}

/** What the server says; its refusals are errors in one line. */
async function answer(response) {
  if (response.ok) return (await response.json()).recorded;
  throw new Error((await response.text()) || "the server does not answer");
}
