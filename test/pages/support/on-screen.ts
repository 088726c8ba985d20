import { expect as expectAtOnce, type Page } from '@playwright/test';
import { groups, screenOf, type LogRow, type ScreenState } from '@capstan/web/screen';
import { expect } from 'vitest';
import { eventsOf } from '../../support/followed-conversation.ts';
import type { ServerProcess } from '../../support/server-process.ts';

/** What the page shows of the open conversation, as data; `now` is what it knows. */
export async function screenOn(page: Page, which: 'now' | 'shown' = 'now'): Promise<ScreenState> {
  return page.evaluate((name) => {
    const handle = window.capstan;
    if (handle === undefined) throw new Error('No conversation is open');
    return handle.state[name];
  }, which);
}

/** The screen is the fold of the log that the server has, event for event. */
export async function expectFold(page: Page, server: ServerProcess, conversationId: string): Promise<void> {
  await expect
    .poll(async () => {
      const now = await screenOn(page);
      const events = await eventsOf(server, conversationId);
      return now.nextId === (events.at(-1)?.id ?? -1) + 1;
    })
    .toBe(true);
  const events = await eventsOf(server, conversationId);
  const now = await screenOn(page);
  // Events that came between the two questions belong to neither.
  const upTo = screenOf(events, now.nextId - 1);
  expect(now).toEqual(plain(upTo));
}

/** The rows that are drawn are those of the screen, in its order, none left out between them. */
export async function expectRows(page: Page): Promise<void> {
  await expect
    .poll(async () => {
      const shown = await screenOn(page, 'shown');
      const keys = groups(shown.entries).map(({ key }: LogRow) => key);
      const drawn = await page
        .locator('[role="feed"] > * [data-row], [role="feed"] > [data-row]')
        .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-row') ?? ''));
      const first = keys.indexOf(drawn[0] ?? '');
      return drawn.length > 0 && keys.slice(first, first + drawn.length).join() === drawn.join();
    })
    .toBe(true);
}

/** As it crosses from the page. */
const plain = (state: ScreenState): unknown => JSON.parse(JSON.stringify(state));

/** Id of the conversation that is open. */
export const openId = (page: Page): string => new URL(page.url()).pathname.split('/')[2] ?? '';

/** Waits as long as a busy machine needs: what is waited for is a condition, not a time. */
export const expectPage = expectAtOnce.configure({ timeout: 20_000 });
