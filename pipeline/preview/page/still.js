// The picture shown now as a file, in the quality chosen.

export class Still {
  #request = null;

  /** The message that asks for it. */
  ask(request) {
    this.#request = request;
    return { do: "still", request };
  }

  /** Saves the file, if it is the one asked for last; says whether it was. */
  take({ still, request }, blob) {
    if (request !== this.#request) return false;
    this.#request = null;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = still;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // a download reads it a little later
    return true;
  }
}
