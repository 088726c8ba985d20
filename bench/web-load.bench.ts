import { gzipSync } from 'node:zlib';
import { defineBenchmark } from './harness/benchmark.ts';
import { summarize } from './harness/summary.ts';
import { PageProcess } from './support/page-process.ts';
import { scratchFolder } from './support/scratch-folder.ts';
import { ServerProcess } from './support/server-process.ts';

const RUNS = 7;
const KILOBYTE = 1024;
const LIMIT = 'an empty page of the same server';

export default defineBenchmark({
  what: 'the first visit of the web client: a browser with an empty cache loads the home page',
  metrics: {
    script: { what: 'JavaScript that it loads, gzip', unit: 'KB', better: 'lower', aim: 200 },
    ready: { what: 'until its main part is drawn', unit: 'ms', better: 'lower', limit: LIMIT },
  },
  async run() {
    await using folder = await scratchFolder();
    await using server = await ServerProcess.start({ home: folder.path });
    await using browser = await PageProcess.start(server);
    const times: number[] = [];
    const limits: number[] = [];
    let bytes = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const context = await browser.newVisitor();
      const page = await context.newPage();
      await page.goto('/health');
      limits.push(await page.evaluate(() => performance.now()));
      const scripts: Promise<Buffer>[] = [];
      page.on('response', (response) => {
        if (new URL(response.url()).pathname.endsWith('.js')) scripts.push(response.body());
      });
      await page.goto('/');
      await page.getByRole('main').waitFor();
      times.push(await page.evaluate(() => performance.now()));
      await page.waitForLoadState('networkidle');
      bytes = (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body).length, 0);
      await context.close();
    }
    return {
      script: { value: bytes / KILOBYTE },
      ready: { value: summarize(times).median, limit: summarize(limits).median },
    };
  },
});
