"use strict";
/* What a page does beyond plain HTML: seeking within the page, the place in chapters and
   transcript, the scrubber with thumbnails, speed, captions where files cannot be read (file://),
   present mode, and the speaker's notes. Nothing is fetched, and nothing is stored. */

(() => {
  const data = JSON.parse(document.querySelector("#data").textContent);
  const video = document.querySelector("#video");
  const { beats, frame } = data;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const notesAddress = "#notes";

  const find = (selector) => document.querySelector(selector);
  const byId = (id) => document.getElementById(id);

  /* -- where we are ----------------------------------------------------------------------- */

  let current = -1;

  function beatAt(time) {
    const next = beats.findIndex((beat) => beat.start > time + frame / 2);
    return next < 0 ? beats.length - 1 : Math.max(0, next - 1);
  }

  function links(beat) {
    const section = beat.id.slice(0, beat.id.lastIndexOf("."));
    return [beat.id, section].map((id) => find(`.chapters a[href="#${CSS.escape(id)}"]`));
  }

  function showPlace(index, scrolls) {
    if (index === current) return;
    for (const each of document.querySelectorAll("[aria-current=true]"))
      each.removeAttribute("aria-current");
    current = index;
    const beat = beats[index];
    for (const link of links(beat)) link?.setAttribute("aria-current", "true");
    scrubber.children[index]?.setAttribute("aria-current", "true");
    const article = byId(beat.id);
    article?.setAttribute("aria-current", "true");
    if (article && scrolls) follow(article);
    tellNotes();
  }

  /* The transcript scrolls along only where it has a scroll bar of its own, and not while it is
     read: focus or the pointer is in it. */
  function follow(article) {
    const box = find(".transcript");
    if (box.scrollHeight <= box.clientHeight || box.matches(":hover, :focus-within")) return;
    const top = article.offsetTop - box.offsetTop - box.clientHeight / 3;
    box.scrollTo({ top, behavior: still.matches ? "auto" : "smooth" });
  }

  function watch() {
    if (presenting && !video.paused && video.currentTime >= stop(playing)) halt();
    if (!video.seeking) showPlace(presenting ? playing : beatAt(video.currentTime), !video.paused);
    requestAnimationFrame(watch);
  }

  /* -- seeking ------------------------------------------------------------------------------ */

  function seek(time) {
    playing = beatAt(time);
    if (video.readyState > 0) video.currentTime = time;
    else video.addEventListener("loadedmetadata", () => (video.currentTime = time), { once: true });
    showPlace(playing, true);
  }

  function fromHash() {
    const hash = decodeURIComponent(location.hash.slice(1));
    const time = /^t=(\d+(\.\d+)?)$/.exec(hash);
    const beat = beats.find(({ id }) => id === hash || id.startsWith(`${hash}.`));
    if (time) seek(Number(time[1]));
    else if (hash && beat) seek(beat.start);
    return Boolean(hash && (time || beat));
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.dataset.seek) {
      event.preventDefault();
      history.replaceState(null, "", `#${link.closest("article").id}`);
      seek(Number(link.dataset.seek));
      video.play().catch(() => {});
    } else if ("moment" in link.dataset && video.currentTime > 0) {
      link.hash = `t=${video.currentTime.toFixed(2)}`;
    }
  });
  addEventListener("hashchange", fromHash);

  /* -- the scrubber ------------------------------------------------------------------------- */

  const scrubber = byId("scrubber");
  const thumbnail = Object.assign(document.createElement("div"), { className: "thumbnail" });

  function buildScrubber() {
    for (const beat of beats) {
      const button = Object.assign(document.createElement("button"), { type: "button" });
      button.style.flexGrow = beat.end - beat.start;
      button.setAttribute("aria-label", `${clock(beat.start)} ${beat.title}`);
      button.addEventListener("click", (event) => seek(event.detail ? timeAt(event) : beat.start));
      scrubber.append(button);
    }
    scrubber.append(thumbnail);
    scrubber.addEventListener("pointermove", (event) => showThumbnail(timeAt(event)));
    scrubber.addEventListener("focusin", ({ target }) =>
      showThumbnail(beats[[...scrubber.children].indexOf(target)].start));
    for (const event of ["pointerleave", "focusout"])
      scrubber.addEventListener(event, () => (thumbnail.hidden = true));
    thumbnail.hidden = true;
    scrubber.hidden = false;
  }

  function timeAt(event) {
    const box = scrubber.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    return share * data.duration;
  }

  function showThumbnail(time) {
    const { address, step, count, width, height, columns } = data.thumbnails;
    const number = Math.min(count - 1, Math.floor(time / step));
    const [left, top] = [(number % columns) * width, Math.floor(number / columns) * height];
    const room = scrubber.clientWidth - width;
    const place = (time / data.duration) * scrubber.clientWidth - width / 2;
    Object.assign(thumbnail.style, {
      backgroundImage: `url("${address}")`,
      backgroundPosition: `-${left}px -${top}px`,
      width: `${width}px`,
      height: `${height}px`,
      left: `${Math.max(0, Math.min(room, place))}px`,
    });
    thumbnail.dataset.label = `${clock(time)} ${beats[beatAt(time)].title}`;
    thumbnail.hidden = false;
  }

  function clock(seconds) {
    const whole = Math.floor(seconds);
    return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  }

  /* -- captions in a page opened as a file ---------------------------------------------------- */

  /* Browsers read no caption file from file://, so the cues in the page take their place. */
  function inlineCaptions() {
    for (const track of video.querySelectorAll("track")) track.remove();
    for (const { language, label, cues } of data.captions) {
      const track = video.addTextTrack("captions", label, language);
      for (const [start, end, text] of cues) track.addCue(new VTTCue(start, end, text));
      track.mode = language === document.documentElement.lang ? "showing" : "disabled";
    }
  }

  /* -- present mode --------------------------------------------------------------------------- */

  const player = byId("player");
  const place = byId("place");
  let presenting = false;
  let playing = 0;
  let notes = null;

  const stop = (index) => Math.max(beats[index].start, beats[index].end - 1.5 * frame);

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
    if (document.fullscreenElement) document.exitFullscreen();
    byId("present").focus();
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
    notes = open(location.pathname + location.search + notesAddress, "notes", "popup,width=720,height=560");
  }

  function tellNotes() {
    if (notes && !notes.closed) notes.postMessage({ nabla: "place", index: current < 0 ? 0 : current }, "*");
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

  if (location.hash === notesAddress) return showNotes();
  for (const each of document.querySelectorAll(".tools [hidden]")) each.hidden = false;
  byId("speed").addEventListener("change", ({ target }) => (video.playbackRate = Number(target.value)));
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
  if (location.protocol === "file:") inlineCaptions();
  buildScrubber();
  if (!fromHash()) showPlace(0, false);
  requestAnimationFrame(watch);
  return undefined;
})();
