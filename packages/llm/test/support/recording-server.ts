import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';

export interface Recorded {
  method: string;
  /** Path and query, or the whole address when it came as to a proxy. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface RecordingServer {
  url: string;
  requests: Recorded[];
  /** Connections that were ever opened. */
  connections(): number;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  body: string | Uint8Array;
}

/** A server that writes down what it is asked and gives the replies in turn, the last one for ever. */
export async function recordingServer(replies: readonly Reply[]): Promise<RecordingServer> {
  const requests: Recorded[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const reply = replies[Math.min(requests.length, replies.length - 1)]!;
      requests.push({
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      });
      response.writeHead(reply.status ?? 200, { 'content-type': 'text/event-stream', ...reply.headers });
      response.end(reply.body);
    });
  });
  server.on('connection', () => connections++);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    connections: () => connections,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Chunks of a chat completion as an event stream. */
export const chatEvents = (...chunks: object[]): string =>
  [...chunks.map((chunk) => JSON.stringify(chunk)), '[DONE]'].map((data) => `data: ${data}\n\n`).join('');

export const delta = (content: object, finish: string | null = null): object => ({
  id: 'chatcmpl-0123456789abcdef',
  choices: [{ index: 0, delta: content, finish_reason: finish }],
});
