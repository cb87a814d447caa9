// The canvas: the newest picture wins, however long each takes to decode.

export class Picture {
  #canvas;
  #context;
  #arrived = 0;
  #drawn = 0;

  constructor(canvas) {
    this.#canvas = canvas;
    this.#context = canvas.getContext("2d", { alpha: false });
  }

  /** Decodes and draws a picture, unless a newer one was drawn meanwhile. */
  async show(header, blob) {
    const order = (this.#arrived += 1);
    const bitmap = await createImageBitmap(blob);
    if (order > this.#drawn) {
      this.#drawn = order;
      this.draw(header, bitmap);
    }
    bitmap.close();
  }

  /** Draws a decoded picture and says so: who measures listens for "shown". */
  draw(header, bitmap) {
    const canvas = this.#canvas;
    if (canvas.width !== bitmap.width || canvas.height !== bitmap.height) {
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
    }
    this.#context.drawImage(bitmap, 0, 0);
    canvas.dataset.frame = header.frame;
    canvas.dispatchEvent(new CustomEvent("shown", { detail: header }));
  }

  /** The height and width of pictures to come: space is reserved before the first one is here. */
  reserve([width, height]) {
    document.documentElement.style.setProperty("--aspect", width / height);
  }
}
