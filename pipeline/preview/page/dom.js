// Elements of the page. Whatever the server sends goes in as text, never as markup.

export const byId = (id) => document.getElementById(id);

/** An element with attributes and children; texts among them become text nodes. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Writes a text only where it differs, so that live regions speak once. */
export function write(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

/** A function that runs once calls have paused for some milliseconds. */
export function debounced(action, milliseconds) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(action, milliseconds, ...given);
  };
}

/** A button pressed by the mouse takes no focus, so that space and the arrows stay free for playing. */
export function leaveFocus(root) {
  root.addEventListener("mousedown", (event) => {
    if (!event.target.closest("button")) return;
    event.preventDefault();
    document.activeElement?.blur();
  });
}
