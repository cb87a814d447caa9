// Keys, wherever the focus is, except where a text is typed or a choice is made.

const TYPING = "input:not([type=range], [type=checkbox]), .sliders input, select, textarea, dialog";
const PRESSING = "button, summary, a, [type=checkbox]"; // space belongs to them
const LATIN = { KeyF: "f", KeyC: "c", KeyS: "s", KeyR: "r", KeyK: "k" }; // where the keyboard writes Hangul, say

/** `actions`: what to do by key; "digit" takes the number. */
export function listenForKeys(actions) {
  document.addEventListener("keydown", (event) => {
    const { target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest(TYPING)) return;
    if (event.key === " " && target.closest(PRESSING)) return;
    const action = actionFor(event, actions);
    if (!action) return;
    event.preventDefault();
    action();
  });
}

function actionFor({ key, code }, actions) {
  if (/^[0-9]$/.test(key)) return () => actions.digit(Number(key));
  return actions[key] ?? actions[LATIN[code]];
}
