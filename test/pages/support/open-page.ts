import type { BrowserContext, Page } from '@playwright/test';

/**
 * A page of the web client, with what must not happen on any: errors, violations of the content security policy,
 * requests to another host.
 */
export class OpenPage implements AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly #problems: string[] = [];

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
  }

  static async open(
    context: BrowserContext,
    { origin, path }: { origin: string; path: string },
  ): Promise<OpenPage> {
    const page = await context.newPage();
    const opened = new OpenPage(context, page);
    opened.#watch(origin);
    await page.goto(path);
    return opened;
  }

  /** Another tab of the same browser. */
  async anotherTab(path: string): Promise<OpenPage> {
    const page = await this.context.newPage();
    const opened = new OpenPage(this.context, page);
    opened.#watch(new URL(this.page.url()).origin);
    await page.goto(path);
    return opened;
  }

  /** What has happened that must not; empty when all is well. */
  get problems(): readonly string[] {
    return this.#problems;
  }

  #watch(origin: string): void {
    const { page } = this;
    page.on('pageerror', (error) => this.#problems.push(`error: ${error.message}`));
    page.on('console', (message) => {
      const text = message.text();
      if (text.includes('Content Security Policy') || text.includes('Content-Security-Policy')) {
        this.#problems.push(`policy: ${text}`);
      }
    });
    page.on('request', (request) => {
      const url = new URL(request.url());
      const isOwn = url.origin === origin || url.protocol === 'data:' || url.protocol === 'blob:';
      if (!isOwn) this.#problems.push(`request: ${request.url()}`);
    });
    page.on('websocket', (socket) => {
      const { host } = new URL(socket.url());
      if (host !== new URL(origin).host) this.#problems.push(`websocket: ${socket.url()}`);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.close();
  }
}
