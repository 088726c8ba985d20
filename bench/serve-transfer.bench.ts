import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openAsBlob } from 'node:fs';
import { turn } from '@capstan/llm/scripted';
import { defineBenchmark } from './harness/benchmark.ts';
import { measure } from './harness/measure.ts';
import { BareProcess } from './limit/bare-process.ts';
import { FollowedStream } from './support/followed-stream.ts';
import { perSecond } from './support/load.ts';
import { ModelProcess } from './support/model-process.ts';
import { scratchFolder } from './support/scratch-folder.ts';
import { ServerProcess } from './support/server-process.ts';
import { storeLongConversation } from './support/stored-conversations.ts';

const FILE_MB = 100;
const EVENTS = 10_000;
const RUNS = 5;
const MESSAGES = 4_000;
const AT_ONCE = 32;
const LONG = 'f'.repeat(32);
const MEGABYTE = 1024 ** 2;
const FILES_LIMIT = 'files over a bare HTTP server';

export default defineBenchmark({
  what: 'how much goes through the server',
  timeoutSeconds: 120,
  metrics: {
    upload: { what: 'upload of 100 MB', unit: 'MB/s', better: 'higher', limit: FILES_LIMIT },
    download: { what: 'download of 100 MB', unit: 'MB/s', better: 'higher', limit: FILES_LIMIT },
    replay: {
      what: '10,000 stored events to a new client',
      unit: 'MB/s',
      better: 'higher',
      limit: FILES_LIMIT,
    },
    replayed: { what: 'the same, whole', unit: 'ms', better: 'lower' },
    messages: {
      what: 'messages to one conversation, durable and at a client',
      unit: '/s',
      better: 'higher',
      limit: 'POST to a bare HTTP server',
    },
  },
  async run() {
    await using folder = await scratchFolder();
    const logBytes = await storeLongConversation(folder.path, LONG, EVENTS);
    const file = join(folder.path, 'upload');
    await writeFile(file, Buffer.alloc(FILE_MB * MEGABYTE, 'Some of it. '));
    // It never answers: the agent thinks while people talk.
    await using model = await ModelProcess.start({ turns: [turn.fault('hang', { times: 'always' })] });
    await using server = await ServerProcess.start({ home: folder.path, modelUrl: model.baseUrl });
    await using bare = await BareProcess.start('bare-files', join(folder.path, 'bare'));
    const id = await server.begin('Wait for me.');

    const blob = await openAsBlob(file);
    const upload = await measure(
      async () => {
        const body = new FormData();
        body.set('files', blob, 'large');
        const path = `/api/conversations/${id}/upload-files`;
        const answer = await (await server.request(path, { method: 'POST', body })).text();
        if (!answer.includes('large"]')) throw new Error(`it was not stored: ${answer}`);
      },
      { runs: RUNS },
    );
    const download = await measure(
      async () => read(await server.request(`/api/conversations/${id}/download-file?path=large`), blob.size),
      { runs: RUNS },
    );
    const bareUpload = await measure(
      async () => (await fetch(bare.url, { method: 'POST', body: blob })).text(),
      {
        runs: RUNS,
      },
    );
    const bareDownload = await measure(async () => read(await fetch(`${bare.url}/file`), blob.size), {
      runs: RUNS,
    });

    const replay = await measure(
      async () => {
        await using stream = await FollowedStream.open({ url: server.streamUrl(LONG), key: server.key });
        await stream.until(new RegExp(`^{"id":${EVENTS - 1},`));
      },
      { runs: RUNS },
    );

    await using stream = await FollowedStream.open({ url: server.streamUrl(id), key: server.key });
    const last = stream.until(new RegExp(`"content":"Word ${MESSAGES}"`));
    let word = 0;
    const started = performance.now();
    await perSecond(MESSAGES, AT_ONCE, () => {
      word += 1;
      return server.post(`/api/conversations/${id}/message`, { message: `Word ${word}` });
    });
    await last;
    const messages = (MESSAGES / (performance.now() - started)) * 1_000;
    const posts = await perSecond(MESSAGES, AT_ONCE, async () =>
      (await fetch(`${bare.url}/`, { method: 'PUT', body: 'Word' })).text(),
    );
    const rate = (bytes: number, milliseconds: number): number => (bytes / MEGABYTE / milliseconds) * 1_000;
    const bareDownloadRate = rate(blob.size, bareDownload.median);
    return {
      upload: { value: rate(blob.size, upload.median), limit: rate(blob.size, bareUpload.median) },
      download: { value: rate(blob.size, download.median), limit: bareDownloadRate },
      replay: { value: rate(logBytes, replay.median), limit: bareDownloadRate },
      replayed: { value: replay.median },
      messages: { value: messages, limit: posts },
    };
  },
});

async function read(response: Response, bytes: number): Promise<void> {
  let got = 0;
  for await (const chunk of response.body ?? []) got += chunk.byteLength;
  if (got !== bytes) throw new Error(`${got} bytes came, not ${bytes}`);
}
