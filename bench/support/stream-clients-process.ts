// Many clients of event streams in a process of its own, so that their work is not the server's: see `StreamClients`.
import { FollowedStream, type FollowedEvent } from './followed-stream.ts';
import type { StreamClientsAnswer, StreamClientsRequest } from './stream-clients-message.ts';

const TIMESTAMP = /"timestamp":"([^"]+)"/;

let latencies: number[] = [];
let bytes = 0;
let failure: string | undefined;

const send = (answer: StreamClientsAnswer): boolean | undefined => process.send?.(answer);

function onEvent({ text, receivedAt }: FollowedEvent): void {
  const [, timestamp = ''] = TIMESTAMP.exec(text) ?? [];
  latencies.push(receivedAt - Date.parse(timestamp));
  bytes += text.length;
}

async function open(urls: readonly string[], key: string): Promise<void> {
  const streams = await Promise.all(urls.map((url) => FollowedStream.open({ url, key, onEvent })));
  for (const stream of streams) {
    stream.failed.catch((error: unknown) => (failure = String(error)));
  }
}

process.on('message', (request: StreamClientsRequest) => {
  if (request.kind === 'take') {
    send(
      failure === undefined ? { kind: 'latencies', latencies, bytes } : { kind: 'failed', reason: failure },
    );
    latencies = [];
    bytes = 0;
    return;
  }
  open(request.urls, request.key).then(
    () => send({ kind: 'open' }),
    (error: unknown) => send({ kind: 'failed', reason: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
