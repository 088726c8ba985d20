import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test';
import { proportionalBytes } from './process-usage.ts';
import type { ServerProcess } from './server-process.ts';

const CHROMIUM = '/usr/bin/chromium';

/** A Chromium of its own, logged in at a server. */
export class PageProcess implements AsyncDisposable {
  readonly browser: Browser;
  /** The cache of it is kept from page to page. */
  readonly context: BrowserContext;
  readonly #options: BrowserContextOptions;

  private constructor(browser: Browser, context: BrowserContext, options: BrowserContextOptions) {
    this.browser = browser;
    this.context = context;
    this.#options = options;
  }

  static async start(server: ServerProcess): Promise<PageProcess> {
    const args = ['--no-sandbox', '--disable-dev-shm-usage'];
    const browser = await chromium.launch({ executablePath: CHROMIUM, args });
    const options = { baseURL: server.url, viewport: { width: 1440, height: 900 } };
    const context = await browser.newContext(options);
    await context.request.get(server.loginLink, { maxRedirects: 0 });
    return new PageProcess(browser, context, options);
  }

  /** As somebody who comes for the first time, logged in. */
  async newVisitor(): Promise<BrowserContext> {
    return this.browser.newContext({ ...this.#options, storageState: await this.context.storageState() });
  }

  /** Resident memory of the processes that draw pages, shared parts divided among who shares them. Bytes. */
  async rendererBytes(): Promise<number> {
    const session = await this.browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    const renderers = processInfo.filter(({ type }) => type === 'renderer');
    return renderers.reduce((bytes, { id }) => bytes + proportionalBytes(id), 0);
  }

  /** What JavaScript of the page holds, garbage collected. Bytes. */
  async heapBytes(page: Page): Promise<number> {
    const session = await this.context.newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    await session.send('Performance.enable');
    const { metrics } = await session.send('Performance.getMetrics');
    await session.detach();
    return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.browser.close();
  }
}
