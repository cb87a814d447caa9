// The websocket: JSON both ways, pictures from the server. It connects again by itself.

const DELAYS = [300, 1000, 2000];

/** `heard(message)`, `pictured(header, blob)`, `opened()` and `lost()` are called as things happen. */
export class Connection {
  #socket = null;
  #failures = 0;
  #listener;

  constructor(url, listener) {
    this.#listener = listener;
    this.#connect(url);
  }

  /** Sends a message; without a connection it is dropped: opening sends the whole state again. */
  send(message) {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #connect(url) {
    this.#socket = new WebSocket(url);
    this.#socket.binaryType = "arraybuffer";
    this.#socket.onopen = () => {
      this.#failures = 0;
      this.#listener.opened();
    };
    this.#socket.onmessage = ({ data }) => this.#receive(data);
    this.#socket.onclose = () => {
      const delay = DELAYS[Math.min(this.#failures, DELAYS.length - 1)];
      this.#failures += 1;
      this.#listener.lost();
      setTimeout(() => this.#connect(url), delay);
    };
  }

  #receive(data) {
    if (typeof data === "string") this.#listener.heard(JSON.parse(data));
    else this.#listener.pictured(...unpacked(data));
  }
}

/** A binary message is the length of its header (4 bytes), the header (JSON), then the picture. */
function unpacked(buffer) {
  const length = new DataView(buffer).getUint32(0);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  return [header, new Blob([new Uint8Array(buffer, 4 + length)])];
}
