import { setTimeout as wait } from 'node:timers/promises';
import { turn } from '@capstan/llm/scripted';
import { defineBenchmark } from './harness/benchmark.ts';
import { summarize } from './harness/summary.ts';
import { BareProcess } from './limit/bare-process.ts';
import { ModelProcess } from './support/model-process.ts';
import { cpuSeconds } from './support/process-usage.ts';
import { scratchFolder } from './support/scratch-folder.ts';
import { ServerProcess } from './support/server-process.ts';
import { storeConversations } from './support/stored-conversations.ts';
import { type Received, StreamClients } from './support/stream-clients.ts';

const STORED = 1_000;
const RUNNING = 50;
const CLIENTS = 200;
/** Until every client has what was there before it came, and every sandbox has started. */
const SETTLE_MS = 5_000;
const SECONDS = 20;
const LIMIT_SECONDS = 5;
const LIMIT = 'as many events from memory over a bare HTTP server, nobody at work';

const thought = 'I look at what is there, and at what the last command has left behind, before I go on.';
const step = turn.call('execute_bash', { command: 'ls -la; date', security_risk: 'LOW' }, { text: thought });
/** Half a second to the first word, then a word of four characters every twelve milliseconds, as quick models have it. */
const delivery = { chunk: 4, firstDelayMs: 500, delayMs: 12 };

export default defineBenchmark({
  what: '1,000 conversations stored, 50 at work in sandboxes of their own, 200 clients of their streams',
  timeoutSeconds: 120,
  metrics: {
    late: {
      what: 'event, from its timestamp to a client: p99',
      unit: 'ms',
      better: 'lower',
      aim: 50,
      limit: LIMIT,
    },
    usual: { what: 'the same: p50', unit: 'ms', better: 'lower', limit: LIMIT },
    latest: { what: 'the same: the longest', unit: 'ms', better: 'lower', limit: LIMIT },
    delivered: { what: 'events delivered', unit: '/s', better: 'higher' },
    steps: { what: 'steps of all agents', unit: '/s', better: 'higher' },
    processors: { what: 'processors that the server keeps busy', unit: 'times', better: 'lower' },
  },
  async run() {
    await using folder = await scratchFolder();
    await storeConversations(folder.path, STORED);
    const subject = await atWork(folder.path);
    const limit = await bareEvents(subject.received);
    const [latencies, bare] = [summarize(subject.received.latencies), summarize(limit.latencies)];
    return {
      late: { value: latencies.p99, limit: bare.p99 },
      usual: { value: latencies.p50, limit: bare.p50 },
      latest: { value: latencies.max, limit: bare.max },
      delivered: { value: latencies.count / SECONDS },
      steps: { value: subject.steps / SECONDS },
      processors: { value: subject.busySeconds / SECONDS },
    };
  },
});

async function atWork(home: string): Promise<{ received: Received; steps: number; busySeconds: number }> {
  await using model = await ModelProcess.start({ turns: [step], atEnd: 'repeat-last', delivery });
  const args = ['--max-concurrent', String(RUNNING)];
  await using server = await ServerProcess.start({ home, modelUrl: model.baseUrl, args });
  const ids: string[] = [];
  while (ids.length < RUNNING) ids.push(await server.begin(`Task ${ids.length}`));
  await using clients = await StreamClients.open(spread(ids.map((id) => server.streamUrl(id))), server.key);
  await wait(SETTLE_MS);
  await clients.take();
  await model.take();
  const before = cpuSeconds(server.pid);
  await wait(SECONDS * 1_000);
  const received = await clients.take();
  const busySeconds = cpuSeconds(server.pid) - before;
  return { received, busySeconds, steps: (await model.take()).length };
}

/** Events of the same size, as many a second, to as many clients. */
async function bareEvents({ latencies, bytes }: Received): Promise<Received> {
  const perSecond = (latencies.length / SECONDS) * (RUNNING / CLIENTS);
  const load = [RUNNING, CLIENTS, perSecond, Math.round(bytes / latencies.length)];
  await using bare = await BareProcess.start('bare-events', ...load.map(String));
  const urls = Array.from({ length: RUNNING }, (_, topic) => `${bare.url}/${topic}`);
  await using clients = await StreamClients.open(spread(urls), '');
  await wait(LIMIT_SECONDS * 1_000);
  return await clients.take();
}

/** An address for each client, each as often as the others. */
function spread(urls: readonly string[]): string[] {
  return Array.from({ length: CLIENTS / urls.length }, () => urls).flat();
}
