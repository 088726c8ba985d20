import type { Locator, Page } from '@playwright/test';
import { longLog } from '@capstan/web/logs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requires } from '../support/requirement.ts';
import { expectPage } from './support/on-screen.ts';
import type { OpenPage } from './support/open-page.ts';
import { PageRig } from './support/page-rig.ts';
import { stored } from './support/stored-logs.ts';

const chromium = requires('chromium');
const log = stored('long', longLog({ events: 1_500 }));
/** For the first page of a browser on a machine that is busy. Milliseconds. */
const PATIENCE = { timeout: 15_000 };
const path = `/conversations/${log.conversationId}`;

const current = (page: Page): Locator => page.locator('article[aria-current="true"]');
const scroller = (page: Page): Locator => page.locator('[data-log-scroller]');

/** Pixels between what is seen and the end of the log. */
const toEnd = (page: Page): Promise<number> =>
  scroller(page).evaluate((list) => list.scrollHeight - list.clientHeight - list.scrollTop);

describe.skipIf(!chromium.available)('the log by keyboard', () => {
  let rig: PageRig;
  let opened: OpenPage;
  beforeAll(async () => {
    rig = await PageRig.start({ logs: [log] });
    opened = await rig.open(path);
  });
  afterAll(async () => {
    await opened[Symbol.asyncDispose]();
    await rig[Symbol.asyncDispose]();
  });

  it('opens at its end', async () => {
    const { page } = opened;
    await expectPage(scroller(page)).toBeVisible(PATIENCE);
    await expect.poll(() => toEnd(page), PATIENCE).toBeLessThan(2);
    await expectPage(page.locator('article').last()).toBeInViewport(PATIENCE);
  });

  it('is walked through with J and K, the current event having the focus', async () => {
    const { page } = opened;
    await page.keyboard.press('k');
    await expectPage(current(page)).toBeFocused();
    const first = Number(await current(page).getAttribute('aria-posinset'));
    await page.keyboard.press('k');
    await expectPage(current(page)).toHaveAttribute('aria-posinset', String(first - 1));
    await page.keyboard.press('j');
    await expectPage(current(page)).toHaveAttribute('aria-posinset', String(first));
  });

  it('opens an event where it stands, and closes it', async () => {
    const { page } = opened;
    const row = current(page);
    const line = row.locator('button[aria-expanded]').first();
    for (let step = 0; step < 40 && (await line.count()) === 0; step += 1) await page.keyboard.press('k');
    const before = await line.getAttribute('aria-expanded');
    await page.keyboard.press('Enter');
    await expectPage(line).not.toHaveAttribute('aria-expanded', before ?? '');
    await expectPage(row).toBeInViewport();
    await page.keyboard.press('Enter');
    await expectPage(line).toHaveAttribute('aria-expanded', before ?? '');
  });

  it('leads to the newest event with G', async () => {
    await opened.page.keyboard.press('g');
    await expect.poll(() => toEnd(opened.page), PATIENCE).toBeLessThan(2);
  });

  it('finds what no row shows that is drawn, and opens where it is', async () => {
    const { page } = opened;
    await page.keyboard.press('/');
    const find = page.getByRole('search', { name: 'Find in the log' });
    await find.getByRole('searchbox').fill('make the parser faster');
    await expectPage(find.getByRole('status')).toHaveText('1');
    await page.keyboard.press('Enter');
    await expectPage(find.getByRole('status')).toHaveText('1 of 1');
    await expectPage(current(page)).toHaveAttribute('aria-posinset', '1');
    await expectPage(current(page)).toBeInViewport();
    await page.keyboard.press('Escape');
    await expectPage(find).toBeHidden();
    await page.getByRole('button', { name: 'To the newest' }).click();
    await expect.poll(() => toEnd(page), PATIENCE).toBeLessThan(2);
    expect(opened.problems).toEqual([]);
  });
});
