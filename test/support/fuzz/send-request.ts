import { Agent, request as open } from 'node:http';
import type { RandomRequest } from './random-request.ts';

/** As much as is looked at of an answer. */
const MOST_CHARS = 1_000_000;

export interface RawAnswer {
  status: number;
  type: string;
  text: string;
}

/** Sends requests byte by byte as they are, each within a bound. */
export class RequestSender implements Disposable {
  readonly #url: string;
  readonly #key: string;
  readonly #seconds: number;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 });

  constructor({ url, key, seconds }: { url: string; key: string; seconds: number }) {
    this.#url = url;
    this.#key = key;
    this.#seconds = seconds;
  }

  /** Rejects when no answer came in time, or none at all. */
  send({ operation, target, headers, body }: RandomRequest): Promise<RawAnswer> {
    const { hostname, port } = new URL(this.#url);
    return new Promise((resolve, reject) => {
      const signal = AbortSignal.timeout(this.#seconds * 1_000);
      const request = open({
        hostname,
        port,
        agent: this.#agent,
        method: operation.method,
        path: target,
        signal,
        headers: {
          'x-session-api-key': this.#key,
          ...headers,
          ...(body !== undefined && { 'content-length': body.byteLength }),
        },
      });
      request.once('error', (error) =>
        reject(signal.aborted ? new Error('There was no answer in time') : error),
      );
      request.once('response', (response) => {
        const type = response.headers['content-type'] ?? '';
        let text = '';
        const done = (): void => resolve({ status: response.statusCode ?? 0, type, text });
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          if (text.length < MOST_CHARS) text += chunk;
          // A stream has no end.
          if (!type.startsWith('text/event-stream')) return;
          request.destroy();
          done();
        });
        response.once('end', done);
        response.once('error', reject);
      });
      request.end(body);
    });
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }
}
