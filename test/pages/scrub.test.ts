import { screenOf } from '@capstan/web/screen';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requires } from '../support/requirement.ts';
import { expectPage, expectRows, screenOn } from './support/on-screen.ts';
import type { OpenPage } from './support/open-page.ts';
import { PageRig } from './support/page-rig.ts';
import { allLogs } from './support/stored-logs.ts';

const LOGS = allLogs().filter(({ name }) =>
  ['whole-task', 'notebook', 'browsing', 'delegated'].includes(name),
);
const STEPS = 12;

const chromium = requires('chromium');

describe.skipIf(!chromium.available)('looking back', () => {
  let rig: PageRig;
  beforeAll(async () => {
    rig = await PageRig.start({ logs: LOGS });
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  async function expectMoment(
    { page }: OpenPage,
    events: (typeof LOGS)[number]['events'],
  ): Promise<number | null> {
    const moment = await page.evaluate(() => window.capstan?.state.moment ?? null);
    const then = screenOf(events, moment ?? Number.POSITIVE_INFINITY);
    expect(await screenOn(page, 'shown')).toEqual(JSON.parse(JSON.stringify(then)));
    return moment;
  }

  it.each(LOGS)(
    'shows $name as it was at every step, and now again',
    async ({ conversationId, events }) => {
      await using opened = await rig.open(`/conversations/${conversationId}`);
      const { page } = opened;
      await page.getByRole('tab', { name: 'Timeline' }).click();
      await expectPage(page.getByRole('slider').first()).toBeVisible();
      let last = Number.POSITIVE_INFINITY;
      for (let step = 0; step < STEPS && last > 0; step += 1) {
        await page.keyboard.press('[');
        const moment = await expectMoment(opened, events);
        if (moment === null) throw new Error('The past is not shown');
        expect(moment).toBeLessThan(last);
        last = moment;
        if ((await screenOn(page, 'shown')).entries.length > 0) await expectRows(page);
      }
      await page.keyboard.press(']');
      expect(await expectMoment(opened, events)).toBeGreaterThan(last);
      await page.getByRole('button', { name: 'Now' }).first().click();
      expect(await expectMoment(opened, events)).toBeNull();
      await expectRows(page);
      expect(opened.problems).toEqual([]);
    },
    60_000,
  );
});
