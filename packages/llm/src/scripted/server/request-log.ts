import type { IncomingHttpHeaders } from 'node:http';

import type { Problem, ProtocolName } from '../prompt/prompt.ts';

const MAX_BYTES = 64 * 1024 ** 2;
const KEY_HEADERS = [
  'authorization',
  'x-api-key',
  'x-goog-api-key',
  'api-key',
  'proxy-authorization',
  'cookie',
];
const MASK = '***';

/** A request as it came, with its key masked. */
export class RecordedRequest {
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly protocol: ProtocolName;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** What is wrong with it; always empty with `validate: 'off'`. */
  readonly problems: readonly Problem[];
  readonly #raw: Buffer;

  constructor(given: {
    at: string;
    protocol: ProtocolName;
    url: URL;
    headers: IncomingHttpHeaders;
    problems: readonly Problem[];
    raw: Buffer;
  }) {
    this.at = given.at;
    this.protocol = given.protocol;
    this.path = given.url.pathname + given.url.search.replace(/([?&]key=)[^&]*/, `$1${MASK}`);
    this.headers = { ...given.headers };
    for (const name of KEY_HEADERS) if (this.headers[name] !== undefined) this.headers[name] = MASK;
    this.problems = given.problems;
    this.#raw = given.raw;
  }

  get text(): string {
    return this.#raw.toString('utf8');
  }

  /** The parsed body. @throws SyntaxError when it is not JSON. */
  get body(): unknown {
    return JSON.parse(this.text);
  }

  get bytes(): number {
    return this.#raw.length;
  }
}

/** The newest requests, up to a number and to 64 MiB of bodies; beyond, the oldest are dropped. */
export class RequestLog {
  readonly #keep: number;
  readonly #requests: RecordedRequest[] = [];
  #bytes = 0;

  constructor(keep: number) {
    this.#keep = keep;
  }

  get requests(): readonly RecordedRequest[] {
    return this.#requests;
  }

  add(request: RecordedRequest): void {
    this.#requests.push(request);
    this.#bytes += request.bytes;
    while (this.#requests.length > this.#keep || (this.#bytes > MAX_BYTES && this.#requests.length > 1)) {
      this.#bytes -= this.#requests.shift()?.bytes ?? 0;
    }
  }
}
