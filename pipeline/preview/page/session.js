// What is open: the part, the texts typed for its parameters, language and quality.

export class Session {
  parts = [];
  index = 0;
  common = { language: "", quality: "", fps: null };
  #typed = new Map(); // by part: {name: text}, only those that differ from the part's own

  get part() {
    return this.parts[this.index] ?? null;
  }

  get typed() {
    return this.#typed.get(this.index) ?? {};
  }

  /** Takes the server's list. Says whether something else is open now than before. */
  take({ parts, chosen, open }) {
    const before = this.part;
    const gone = before && !parts.some((part) => part.scene === before.scene);
    if (gone) return false; // its file is broken for the moment: what was there stays
    this.parts = parts;
    if (before) return this.#follow(before, chosen);
    this.index = chosen;
    const { parameters, ...common } = open;
    this.common = common;
    this.#typed.set(chosen, { ...parameters });
    return true;
  }

  /** A text typed for a parameter; the part's own text counts as none. */
  type(name, text) {
    const { [name]: _, ...others } = this.typed;
    const own = this.part.fields.find((field) => field.name === name)?.value;
    this.#typed.set(this.index, text === own ? others : { ...others, [name]: text });
  }

  /** Back to the part's own parameters. */
  reset() {
    this.#typed.delete(this.index);
  }

  /** What a field of the part shows. */
  text(field) {
    return this.typed[field.name] ?? field.value;
  }

  /** The message that opens the part at a moment. */
  open(at) {
    return { do: "open", part: this.index, parameters: this.typed, ...this.common, at };
  }

  /** The part that was open, wherever it stands in the new list; without parameters it lost. */
  #follow(before, chosen) {
    const [index, typed] = [this.index, this.typed];
    this.index = this.#find(before, chosen);
    const names = new Set(this.part?.fields.map((field) => field.name));
    const kept = Object.entries(typed).filter(([name]) => names.has(name));
    if (index !== this.index) this.#typed.clear(); // texts are remembered by place
    this.#typed.set(this.index, Object.fromEntries(kept));
    return index !== this.index || kept.length !== Object.keys(typed).length;
  }

  #find(before, chosen) {
    const same = (part) => part?.scene === before.scene && part.title === before.title;
    if (same(this.part)) return this.index;
    const found = [this.parts.findIndex(same), this.parts.findIndex((p) => p.scene === before.scene)];
    return found.find((index) => index >= 0) ?? chosen;
  }
}
