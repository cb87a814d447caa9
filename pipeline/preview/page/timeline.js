// Times, frames and beats of a timeline {fps, frames, beats: [{name, start, end}]}; `end` is the
// first frame after a beat. All functions are pure.

/** The beat that a frame belongs to, or null. */
export function beatAt(timeline, frame) {
  return timeline?.beats.findLast((beat) => beat.start <= frame) ?? null;
}

/**
 * Where a frame is, in words that outlive an edit: {beat, seconds} from its start. Null where the
 * timeline does not reach: while it grows, pictures may be ahead of it.
 */
export function momentAt(timeline, frame) {
  if (frame > lastFrame(timeline)) return null;
  const beat = beatAt(timeline, frame);
  return beat && { beat: beat.name, seconds: (frame - beat.start) / timeline.fps };
}

/** The frame of a moment, or null where the timeline has no such beat (yet). */
export function frameOf(timeline, moment) {
  const beat = moment && timeline.beats.find((each) => each.name === moment.beat);
  if (!beat) return null;
  const frame = beat.start + Math.round(moment.seconds * timeline.fps);
  return Math.max(beat.start, Math.min(frame, beat.end - 1));
}

/** The start of the next beat, or the last frame. */
export function nextBeat(timeline, frame) {
  return timeline.beats.find((beat) => beat.start > frame)?.start ?? lastFrame(timeline);
}

/** The start of this beat, or of the one before where this one has run less than half a second. */
export function previousBeat(timeline, frame) {
  const before = frame - timeline.fps / 2;
  return timeline.beats.findLast((beat) => beat.start < before)?.start ?? 0;
}

/** The last frame that is known. */
export const lastFrame = (timeline) => Math.max(0, (timeline?.frames ?? 1) - 1);

/** 79.54 is "1:19.5". */
export function clockText(seconds) {
  const tenths = Math.floor(seconds * 10 + 1e-6);
  const rest = String((tenths % 600) / 10).replace(/^(\d+)$/, "$1.0");
  return `${Math.floor(tenths / 600)}:${rest.padStart(4, "0")}`;
}
