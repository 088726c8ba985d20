type Send = (text: string, sent: () => void) => void;

/** Characters from which on a message goes out at once. */
const LARGE_MESSAGE = 64 * 1_024;

/**
 * Puts the frames of one turn into one message, a line each: a history is thousands of frames, and each message costs
 * browsers much more than its text. JSON text has no line breaks of its own.
 */
export class JoinedMessages {
  readonly #send: Send;
  #frames: string[] = [];
  #sent: (() => void)[] = [];
  #length = 0;
  #turn: NodeJS.Immediate | undefined;

  constructor(send: Send) {
    this.#send = send;
  }

  write(frame: string, sent: () => void): void {
    this.#frames.push(frame);
    this.#sent.push(sent);
    this.#length += frame.length;
    if (this.#length >= LARGE_MESSAGE) this.flush();
    else this.#turn ??= setImmediate(() => this.flush());
  }

  /** Sends what waits; to be called before the connection is closed. */
  flush(): void {
    clearImmediate(this.#turn);
    this.#turn = undefined;
    if (this.#frames.length === 0) return;
    const sent = this.#sent;
    const text = this.#frames.join('\n');
    this.#frames = [];
    this.#sent = [];
    this.#length = 0;
    this.#send(text, () => {
      for (const tell of sent) tell();
    });
  }
}
