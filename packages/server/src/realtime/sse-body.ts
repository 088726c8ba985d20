interface Chunk {
  text: string;
  sent: () => void;
}

const encoder = new TextEncoder();

/** The body of a response that is written while it is being read: a chunk leaves when the reader asks for it. */
export class SseBody {
  readonly stream: ReadableStream<Uint8Array>;
  readonly #waiting: Chunk[] = [];
  #arrived = Promise.withResolvers<void>();
  #ended = false;

  /** `onCancel` is told when the reader has gone. */
  constructor(onCancel: () => void) {
    this.stream = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => this.#pull(controller),
        cancel: () => {
          this.#ended = true;
          this.#arrived.resolve();
          onCancel();
        },
      },
      { highWaterMark: 0 },
    );
  }

  send(text: string, sent: () => void): void {
    if (this.#ended) return;
    this.#waiting.push({ text, sent });
    this.#arrived.resolve();
  }

  /** The response ends after what waits. */
  end(): void {
    this.#ended = true;
    this.#arrived.resolve();
  }

  async #pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    if (this.#waiting.length === 0 && !this.#ended) {
      this.#arrived = Promise.withResolvers();
      await this.#arrived.promise;
    }
    const chunks = this.#waiting.splice(0);
    if (chunks.length > 0) controller.enqueue(encoder.encode(chunks.map(({ text }) => text).join('')));
    for (const { sent } of chunks) sent();
    if (this.#ended && this.#waiting.length === 0) close(controller);
  }
}

function close(controller: ReadableStreamDefaultController<Uint8Array>): void {
  // Cancelled by the reader meanwhile: there is nothing to close any more.
  if (controller.desiredSize !== null) controller.close();
}
