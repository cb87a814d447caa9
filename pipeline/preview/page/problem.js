// What went wrong in a scene's code: a panel over the last good picture.

import { byId, write } from "./dom.js";

export function showProblem(problem) {
  byId("screen").classList.toggle("troubled", Boolean(problem));
  byId("problem").hidden = !problem;
  const { title = "", message = "", details = "" } = problem ?? {};
  write(byId("problem-title"), title);
  write(byId("problem-message"), message);
  write(byId("problem-place"), problem ? place(problem) : "");
  write(byId("problem-details"), details ?? "");
  byId("problem-more").hidden = !details;
}

/** scenes/slicing.py, line 115 · beat cut */
function place({ file, line, beat }) {
  const where = [file, line && `line ${line}`].filter(Boolean).join(", ");
  return [where, beat && `beat ${beat}`].filter(Boolean).join(" · ");
}
