import { join } from 'node:path';
import { turn } from '@capstan/llm/scripted';
import { defineBenchmark } from './harness/benchmark.ts';
import { summarize } from './harness/summary.ts';
import { BareProcess } from './limit/bare-process.ts';
import { FollowedStream } from './support/followed-stream.ts';
import { ModelProcess } from './support/model-process.ts';
import { scratchFolder } from './support/scratch-folder.ts';
import { ServerProcess } from './support/server-process.ts';

const WARM_UP = 50;
const MESSAGES = 300;
const AT_REST = /"agent_state":"awaiting_user_input"/;
const LIMIT = 'a bare HTTP server that writes, syncs and asks';
const now = (): number => performance.timeOrigin + performance.now();

export default defineBenchmark({
  what: 'a message over HTTP to a running conversation, until the model has been asked',
  metrics: {
    asked: {
      what: 'POST to the request at the model: p50',
      unit: 'ms',
      better: 'lower',
      aim: 10,
      limit: LIMIT,
    },
    late: { what: 'the same: p99', unit: 'ms', better: 'lower', limit: LIMIT },
  },
  async run() {
    await using folder = await scratchFolder();
    const turns = [turn.text('I have read it.')];
    await using model = await ModelProcess.start({ turns, atEnd: 'repeat-last' });
    await using server = await ServerProcess.start({ home: folder.path, modelUrl: model.baseUrl });
    const log = join(folder.path, 'relay');
    await using bare = await BareProcess.start('bare-relay', log, model.baseUrl);
    const id = await server.begin('Read what I say.');
    await using stream = await FollowedStream.open({ url: server.streamUrl(id), key: server.key });
    await stream.until(AT_REST);
    await model.take();

    /** Milliseconds from before the work to the one request that follows from it. */
    const asked = async (work: () => Promise<unknown>): Promise<number> => {
      const started = now();
      await work();
      const [exchange, ...more] = await model.take();
      if (exchange === undefined || more.length > 0) throw new Error('a message is asked about once');
      return exchange.received - started;
    };
    const body = { message: 'This is about as long as what people say between two things that they do.' };
    const say = async (): Promise<void> => {
      const atRest = stream.until(AT_REST);
      await server.post(`/api/conversations/${id}/message`, body);
      await atRest;
    };
    const relay = async (): Promise<void> => {
      const answer = await fetch(bare.url, { method: 'POST', body: JSON.stringify(body) });
      await answer.text();
    };
    const subjects: number[] = [];
    const limits: number[] = [];
    for (let message = 0; message < WARM_UP + MESSAGES; message += 1) {
      subjects.push(await asked(say));
      limits.push(await asked(relay));
    }
    const [subject, limit] = [subjects, limits].map((times) => summarize(times.slice(WARM_UP)));
    return {
      asked: { value: subject?.p50 ?? Number.NaN, limit: limit?.p50 },
      late: { value: subject?.p99 ?? Number.NaN, limit: limit?.p99 },
    };
  },
});
