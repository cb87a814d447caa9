// The page: what the server says goes to its parts, what the user does goes to the server.

import { Commands } from "./commands.js";
import { Connection } from "./connection.js";
import { Form } from "./form.js";
import { listenForKeys } from "./keys.js";
import { Notes } from "./notes.js";
import { Parts } from "./parts.js";
import { showProblem } from "./problem.js";
import { Recorder } from "./recorder.js";
import { Scrubber } from "./scrubber.js";
import { Session } from "./session.js";
import { Status } from "./status.js";
import { Still } from "./still.js";
import { Transport } from "./transport.js";
import { byId } from "./dom.js";
import { Viewer } from "./viewer.js";
import { placeOf, Voice } from "./voice.js";

const session = new Session();
const status = new Status();
const notes = new Notes();
const still = new Still();
const commands = new Commands((text) => status.say(text));
const form = new Form(session, () => open(viewer.moment));
const parts = new Parts(choose);
const voice = new Voice((why) => status.say(`This sentence cannot be heard${why && `: ${why}`}`));
const viewer = new Viewer(byId("picture"), send, {
  moved: () => refresh(),
  turned: () => {
    transport.turn(viewer.playing);
    recorder.turned();
    speak();
  },
  waits: (frame, isLast) =>
    voice.waits(frame, isLast, viewer.timeline.fps) || (isLast && recorder.waits()),
});
const scrubber = new Scrubber({
  scrubbed: (frame) => {
    viewer.pause();
    viewer.seek(frame);
  },
  chosen: (frame) => viewer.seek(frame),
});
const transport = new Transport(viewer, saveStill);
const recorder = new Recorder(viewer, {
  said,
  speaking: () => voice.speaking,
  next: () => transport.keys["]"](),
});
let fresh = true; // a new connection has been told nothing yet

const address = new URL("/socket", location.href);
address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
const connection = new Connection(address, {
  opened: () => {
    fresh = true;
    status.connection(false);
  },
  lost: () => {
    viewer.halt();
    status.connection(true);
  },
  heard: (message) => hear(message),
  pictured: (header, blob) => {
    if (!("still" in header)) viewer.take(header, blob);
    else if (still.take(header, blob)) status.say(`Saved ${header.still}`);
  },
});
listenForKeys({ ...transport.keys, ...recorder.keys });
byId("picture").addEventListener("shown", () => byId("screen").classList.remove("stale"));

function send(message) {
  connection.send(message);
}

function open(at) {
  if (session.part) send(session.open(at));
}

function hear(message) {
  if ("parts" in message) takeParts(message);
  if ("timeline" in message) takeTimeline(message.timeline);
  if ("refused" in message) form.refuse(message.refused);
  if ("notes" in message) form.note(message.notes);
  if (message.inputs?.length) form.offer("variable", message.inputs);
  if ("problem" in message) showProblem(message.problem);
  if ("played" in message) viewer.played(message.played);
  if ("busy" in message) status.busy(message.busy);
  if ("still_failed" in message) status.say(message.still_failed);
}

function takeParts(message) {
  const changed = session.take(message);
  voice.on = message.voice === true;
  recorder.folder = message.recordings ?? null;
  byId("source").textContent = message.source;
  parts.update(session.parts, session.index);
  status.faults(message.faults);
  form.update(message);
  name();
  if (changed || fresh) open(viewer.moment);
  fresh = false;
}

function takeTimeline(timeline) {
  notes.update(timeline.beats, session.common.language);
  scrubber.layOut(timeline);
  viewer.adopt(timeline);
}

function choose(index) {
  session.index = index;
  byId("screen").classList.add("stale"); // the picture is another part's until the next one comes
  viewer.clear();
  scrubber.layOut(null);
  notes.update([], "");
  showProblem(null);
  parts.mark(index);
  form.open();
  name();
  open(null);
}

function name() {
  const title = session.part?.title ?? "Preview";
  document.title = `${title} – Nabla`;
}

/** Everything that depends on the frame shown. */
function refresh() {
  const { timeline, frame, beat } = viewer;
  scrubber.update(timeline, frame, beat);
  notes.show(beat, session.common.language);
  commands.update(timeline, beat);
  recorder.follow();
  speak();
  const label = [session.part?.title, beat?.title].filter(Boolean).join(", ");
  byId("picture").setAttribute("aria-label", label || "No picture yet");
}

/** What is said in the beat shown; null where no beat is known yet. */
function said() {
  const { timeline, beat } = viewer;
  if (!beat) return null;
  const { language } = session.common;
  const { title, start, end } = beat;
  const place = placeOf(session.part, beat, language);
  return { place, text: beat.narration[language] ?? "", language, title, start, end, fps: timeline.fps };
}

/** What is said in the beat is heard while it plays, but for what is being recorded. */
function speak() {
  const heard = viewer.playing && !recorder.recording;
  const place = heard ? placeOf(session.part, viewer.beat, session.common.language) : "";
  voice.follow(recorder.addressOf(place) ?? (place && `/voice/${place}`), viewer.running);
}

function saveStill() {
  viewer.pause();
  send(still.ask(viewer.number()));
  status.say("Drawing the still");
}
