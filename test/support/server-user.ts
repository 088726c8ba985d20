import { request as open, type IncomingHttpHeaders } from 'node:http';
import type { ServerProcess } from './server-process.ts';

export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

export interface Asked {
  method: string;
  /** Path and query, encoded. */
  target: string;
  headers?: Readonly<Record<string, string>>;
  body?: Buffer | undefined;
}

const LONGEST_MS = 30_000;

/** Somebody who asks a server with headers of their own, and remembers all that they were told. */
export class ServerUser {
  readonly headers: Readonly<Record<string, string>>;
  readonly #url: string;
  /** Everything that came back, to be searched for what should not be there. */
  readonly heard: string[] = [];

  constructor({ url }: Pick<ServerProcess, 'url'>, headers: Readonly<Record<string, string>> = {}) {
    this.#url = url;
    this.headers = headers;
  }

  ask({ method, target, headers, body }: Asked): Promise<Answered> {
    const { hostname, port } = new URL(this.#url);
    return new Promise((resolve, reject) => {
      const request = open({
        hostname,
        port,
        agent: false,
        method,
        path: target,
        signal: AbortSignal.timeout(LONGEST_MS),
        headers: {
          ...this.headers,
          ...headers,
          ...(body !== undefined && { 'content-length': body.byteLength }),
        },
      });
      request.once('error', reject);
      request.once('response', (response) => {
        let text = '';
        const done = (): void => {
          this.heard.push(JSON.stringify(response.headers) + text);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        };
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
          // A stream has no end.
          if (response.headers['content-type'] !== 'text/event-stream') return;
          request.destroy();
          done();
        });
        response.once('end', done);
      });
      request.end(body);
    });
  }

  /** The status, and the body as JSON. */
  async json(method: string, target: string, sent?: unknown): Promise<{ status: number; body: unknown }> {
    const { status, text } = await this.ask({
      method,
      target,
      ...(sent !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: Buffer.from(JSON.stringify(sent)),
      }),
    });
    return { status, body: JSON.parse(text) };
  }
}
