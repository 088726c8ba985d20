import type { Page } from '@playwright/test';

const PATIENCE_MS = 60_000;

/** Loads the page of a conversation; milliseconds until its whole log is there and the end of it is drawn. */
export async function openConversation(page: Page, conversationId: string): Promise<number> {
  await page.addInitScript(() => {
    const look = (): void => {
      const state = window.capstan?.state;
      const rows = document.querySelectorAll('[role="log"] [data-row]').length;
      if (state?.caughtUp === true && rows > 0) Object.assign(window, { drawnAt: performance.now() });
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(`/conversations/${conversationId}`);
  const drawn = await page.waitForFunction(() => Reflect.get(window, 'drawnAt'), null, {
    timeout: PATIENCE_MS,
    polling: 'raf',
  });
  return Number(await drawn.jsonValue());
}

/** Clicks on it in the list of a page that is there already; milliseconds until its log is there and the end drawn. */
export async function openFromList(page: Page, title: string): Promise<number> {
  await page.goto('/');
  const link = page.getByRole('navigation').getByRole('link', { name: title });
  await link.waitFor();
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => {
    addEventListener('click', ({ timeStamp }) => {
      const look = (): void => {
        const rows = document.querySelectorAll('[role="log"] [data-row]').length;
        if (window.capstan?.state.caughtUp === true && rows > 0) {
          Object.assign(window, { tookMs: performance.now() - timeStamp });
        } else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  });
  await link.click();
  const drawn = await page.waitForFunction(() => Reflect.get(window, 'tookMs'), null, {
    timeout: PATIENCE_MS,
    polling: 'raf',
  });
  return Number(await drawn.jsonValue());
}

/** The same page reads the events of the conversation and does nothing with them but to parse them; milliseconds. */
export async function readStream(page: Page, conversationId: string): Promise<number> {
  return page.evaluate(async (id) => {
    const last = window.capstan?.state.now.nextId ?? 0;
    const started = performance.now();
    const { protocol, host } = location;
    const path = `/api/conversations/${id}/events/stream?after=-1&deltas=false&joined=true`;
    const socket = new WebSocket(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}${path}`, 'capstan');
    let seen = 0;
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('error', () => reject(new Error('The stream broke')));
      socket.addEventListener('message', ({ data }: { data: string }) => {
        for (const line of data.split('\n')) {
          const frame: unknown = JSON.parse(line);
          if (typeof frame === 'object' && frame !== null && Reflect.get(frame, 'type') === 'event')
            seen += 1;
        }
        if (seen >= last) resolve();
      });
    });
    socket.close();
    return performance.now() - started;
  }, conversationId);
}
