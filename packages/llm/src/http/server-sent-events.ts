/** No event of a model comes near this; a server that sends more is not speaking the protocol. */
const MAX_PENDING_CHARACTERS = 32 * 1024 * 1024;

/**
 * Splits a stream of bytes into the `data` of its server-sent events (WHATWG HTML, section 9.2).
 * `push` calls back once per finished event; names, ids and comments are dropped. Throws a `RangeError`
 * when an event grows beyond 32 Mi characters.
 */
export class ServerSentEvents {
  readonly #onData: (data: string) => void;
  readonly #decoder = new TextDecoder();
  #pending = '';
  #data: string[] = [];

  constructor(onData: (data: string) => void) {
    this.#onData = onData;
  }

  push(bytes: Uint8Array): void {
    this.#take(this.#decoder.decode(bytes, { stream: true }));
  }

  /** An event that was not ended by a blank line is delivered too: some servers leave the last one open. */
  end(): void {
    this.#take(`${this.#decoder.decode()}\n\n`);
  }

  #take(text: string): void {
    const all = this.#pending + text;
    let start = 0;
    for (let end = all.indexOf('\n'); end !== -1; end = all.indexOf('\n', start)) {
      this.#line(all.slice(start, all[end - 1] === '\r' && end > start ? end - 1 : end));
      start = end + 1;
    }
    this.#pending = all.slice(start);
    if (this.#pending.length > MAX_PENDING_CHARACTERS) throw new RangeError('an event of more than 32 MiB');
  }

  #line(line: string): void {
    if (line === '') {
      if (this.#data.length === 0) return;
      const data = this.#data.length === 1 ? (this.#data[0] ?? '') : this.#data.join('\n');
      this.#data = [];
      this.#onData(data);
    } else if (line.startsWith('data:')) {
      this.#data.push(line.slice(line[5] === ' ' ? 6 : 5));
    }
  }
}
