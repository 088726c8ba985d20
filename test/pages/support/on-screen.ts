import { expect as expectPage, type Page } from '@playwright/test';
import { screenOf, type ScreenState } from '@capstan/web/screen';
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

/** As it crosses from the page. */
const plain = (state: ScreenState): unknown => JSON.parse(JSON.stringify(state));

export { expectPage };
