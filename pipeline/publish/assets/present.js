"use strict";
/* Present mode: the video in full screen, stopping at the end of each beat, and the speaker's notes
   in a window of their own. The two windows tell each other only the number of a beat and keys. */

(() => {
  const { video, beats, frame, find, byId, clock, beatAt, showPlace } = page;
  const NOTES = "#notes";

  const player = byId("player");
  const place = byId("place");
  let presenting = false;
  let playing = 0;
  let notes = null;
  let shown = 0;

  const stop = (index) => Math.max(beats[index].start, beats[index].end - 1.5 * frame);

  /* Where the presentation is; it halts where the beat is complete. */
  function presented() {
    if (presenting && !video.paused && video.currentTime >= stop(playing)) halt();
    return presenting ? playing : null;
  }

  function halt() {
    video.pause();
    video.currentTime = stop(playing);
    tellNotes();
  }

  function present() {
    presenting = true;
    playing = beatAt(video.currentTime);
    video.controls = false;
    place.hidden = false;
    document.body.classList.add("presenting");
    player.requestFullscreen?.().catch(() => {});
    player.tabIndex = -1;
    player.focus();
    if (atStop()) step(0);
    else play();
  }

  function endPresenting() {
    if (!presenting) return;
    presenting = false;
    video.controls = true;
    place.hidden = true;
    document.body.classList.remove("presenting");
    const left = document.fullscreenElement ? document.exitFullscreen() : Promise.resolve();
    left.finally(() => byId("present").focus()); // nothing outside has focus before
  }

  const atStop = () => video.paused && Math.abs(video.currentTime - stop(playing)) < 2 * frame;

  function play() {
    place.textContent = `${playing + 1} / ${beats.length}`;
    video.play().catch(() => {});
    showPlace(playing, true);
    tellNotes();
  }

  function step(by) {
    playing = Math.max(0, Math.min(beats.length - 1, playing + by));
    video.pause();
    video.currentTime = stop(playing);
    place.textContent = `${playing + 1} / ${beats.length}`;
    showPlace(playing, true);
    tellNotes();
  }

  function forward() {
    if (!atStop()) return video.paused ? play() : step(0);
    if (playing + 1 >= beats.length) return undefined;
    playing += 1;
    video.currentTime = beats[playing].start;
    return play();
  }

  const keys = {
    " ": forward, ArrowRight: forward, ArrowDown: forward, PageDown: forward, Enter: forward,
    ArrowLeft: () => step(-1), ArrowUp: () => step(-1), PageUp: () => step(-1),
    Home: () => step(-beats.length), End: () => step(beats.length),
    n: openNotes, Escape: endPresenting,
  };

  function onKey(event) {
    if (!presenting || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  /* -- the speaker's notes, in a window of their own ------------------------------------------- */

  function openNotes() {
    notes = open(location.pathname + location.search + NOTES, "notes", "popup,width=720,height=560");
  }

  function tellNotes() {
    if (notes && !notes.closed) notes.postMessage({ nabla: "place", index: shown }, "*");
  }

  function onMessage(event) {
    if (notes && event.source === notes && event.data?.nabla === "ready") tellNotes();
    else if (notes && event.source === notes && event.data?.nabla === "key")
      keys[String(event.data.key)]?.();
  }

  function showNotes() {
    document.body.classList.add("notes");
    document.title = `${find(".notes-title").textContent} – ${document.title}`;
    const begun = Date.now();
    setInterval(() => (find(".notes-clock").textContent = clock((Date.now() - begun) / 1000)), 500);
    addEventListener("keydown", (event) => {
      if (!(event.key in keys)) return;
      event.preventDefault();
      opener?.postMessage({ nabla: "key", key: event.key }, "*");
    });
    addEventListener("message", (event) => {
      if (event.source !== opener || event.data?.nabla !== "place") return;
      const index = Math.max(0, Math.min(beats.length - 1, Number(event.data.index) || 0));
      find(".notes-place").textContent = `${index + 1} / ${beats.length}`;
      fillNotes(find(".notes-now"), beats[index]);
      fillNotes(find(".notes-next"), beats[index + 1]);
    });
    opener?.postMessage({ nabla: "ready" }, "*");
  }

  function fillNotes(box, beat) {
    box.querySelector("h2").textContent = beat?.title ?? "–";
    box.querySelector(".said").textContent = beat?.said ?? "";
  }

  /* -- begin ------------------------------------------------------------------------------------ */

  if (location.hash === NOTES) return showNotes();
  page.presentedBy(presented);
  page.onPlace((index) => {
    shown = index;
    tellNotes();
  });
  byId("present").addEventListener("click", present);
  addEventListener("keydown", onKey);
  addEventListener("message", onMessage);
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement) endPresenting();
  });
  player.addEventListener("click", (event) => {
    if (!presenting) return;
    event.preventDefault();
    forward();
  });
  return page.begin();
})();
