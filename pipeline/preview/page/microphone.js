// The microphone: how loud it is, and what it hears, as a file.

const TYPES = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
const BITS_A_SECOND = 128_000;
// Nothing sounds while a take is made, so there is no echo to take away, and how loud it is will be
// settled for the whole lecture.
const SOUND = { channelCount: 1, echoCancellation: false, autoGainControl: false };
const QUIETEST = 60; // decibels below the loudest that can be recorded, where the meter begins
const WHY = {
  NotAllowedError: "The browser does not let this page have the microphone: allow it, then press R",
  NotFoundError: "There is no microphone: connect one, then press R",
  NotReadableError: "The microphone is taken by another program: close that, then press R",
};

export class Microphone {
  #stream = null;
  #context = null;
  #analyser = null;
  #samples = new Float32Array(2048);
  #recorder = null;
  #began = 0;
  #loudest = 0; // of the take, as far as it was looked at
  #ended;

  /** Calls `ended()` when the microphone goes, as when it is pulled out. */
  constructor(ended) {
    this.#ended = ended;
  }

  get open() {
    return this.#stream?.active === true;
  }

  /** Asks for it; where it is no longer `wanted()` by then, it is given back. */
  async listen(wanted) {
    const stream = await asked();
    if (!wanted() || this.open) return stopped(stream);
    this.#stream = stream;
    this.#context = new AudioContext();
    this.#analyser = this.#context.createAnalyser();
    this.#analyser.fftSize = this.#samples.length;
    this.#context.createMediaStreamSource(stream).connect(this.#analyser);
    return stream.getAudioTracks()[0].addEventListener("ended", () => this.#ended());
  }

  close() {
    if (this.#stream) stopped(this.#stream);
    this.#context?.close();
    this.#stream = this.#context = this.#analyser = null;
  }

  /** The loudest sample of the moment, from 0 to 1. */
  get peak() {
    if (!this.#analyser) return 0;
    this.#analyser.getFloatTimeDomainData(this.#samples);
    const peak = this.#samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    this.#loudest = Math.max(this.#loudest, peak);
    return peak;
  }

  /** Seconds since the take began. */
  get seconds() {
    return (performance.now() - this.#began) / 1000;
  }

  record() {
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    const settings = { mimeType, audioBitsPerSecond: BITS_A_SECOND };
    const recorder = (this.#recorder = new MediaRecorder(this.#stream, settings));
    const parts = [];
    recorder.made = new Promise((resolve) => {
      recorder.ondataavailable = ({ data }) => parts.push(data);
      recorder.onstop = () => resolve(new Blob(parts, { type: recorder.mimeType }));
    });
    recorder.start();
    this.#began = performance.now();
    this.#loudest = 0;
  }

  /** Ends what is recorded, and returns it: {blob, seconds, peak}. */
  async stop() {
    const recorder = this.#recorder;
    const { seconds } = this;
    if (recorder.state !== "inactive") recorder.stop();
    return { blob: await recorder.made, seconds, peak: this.#loudest };
  }
}

/** A peak as a share of the meter, which has the ear's scale. */
export function share(peak) {
  return Math.max(0, Math.min(1, 1 + (20 * Math.log10(peak || 1e-9)) / QUIETEST));
}

async function asked() {
  if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) {
    throw new Error("This browser cannot record: open the page in a newer one");
  }
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: SOUND });
  } catch (error) {
    throw new Error(WHY[error.name] ?? `The microphone cannot be had: ${error.message}`);
  }
}

function stopped(stream) {
  for (const track of stream.getTracks()) track.stop();
}
