import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requires } from '../support/requirement.ts';
import type { OpenPage } from './support/open-page.ts';
import { expectPage } from './support/on-screen.ts';
import { PageRig } from './support/page-rig.ts';
import { allLogs } from './support/stored-logs.ts';

const LOGS = allLogs().filter(({ name }) =>
  ['whole-task', 'approvals', 'notebook', 'browsing', 'delegated'].includes(name),
);

const chromium = requires('chromium');

describe.skipIf(!chromium.available)('beside the log', () => {
  let rig: PageRig;
  beforeAll(async () => {
    rig = await PageRig.start({ logs: LOGS });
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  async function openTab(name: string, tab: string): Promise<OpenPage> {
    const log = LOGS.find((one) => one.name === name);
    if (log === undefined) throw new Error(`There is no log ${name}`);
    const opened = await rig.open(`/conversations/${log.conversationId}`);
    await opened.page.getByRole('tab', { name: tab }).click();
    return opened;
  }

  const momentOf = ({ page }: OpenPage): Promise<number | null> =>
    page.evaluate(() => window.capstan?.state.moment ?? null);

  it('the timeline is a slider that says where it is, by keyboard alone', async () => {
    await using opened = await openTab('approvals', 'Timeline');
    const slider = opened.page.getByRole('slider', { name: 'Moment of the conversation' });
    await expectPage(slider).toHaveAttribute('aria-valuetext', /^Now\. Step (\d+) of \1, Finished/);
    await slider.focus();
    await opened.page.keyboard.press('Home');
    await expectPage(slider).toHaveAttribute('aria-valuetext', /^Step 1 of \d+, You Prepare .*, \d\d:\d\d$/);
    await opened.page.keyboard.press('Shift+ArrowRight');
    await expectPage(slider).toHaveAttribute('aria-valuenow', '11');
    await opened.page.keyboard.press('[');
    await expectPage(slider).toHaveAttribute('aria-valuenow', '10');
    await opened.page.keyboard.press('End');
    await expectPage(slider).toHaveAttribute('aria-valuetext', /^Now/);
    expect(await momentOf(opened)).toBeNull();
    expect(opened.problems).toEqual([]);
  });

  it('the timeline is dragged, jumped in and filtered', async () => {
    await using opened = await openTab('approvals', 'Timeline');
    const { page } = opened;
    const slider = page.getByRole('slider', { name: 'Moment of the conversation' });
    const box = await slider.boundingBox();
    if (box === null) throw new Error('The strip is not seen');
    await page.mouse.move(box.x + box.width - 4, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 3, box.y + 20, { steps: 4 });
    await expectPage(slider).toHaveAttribute('aria-valuetext', /^Step/);
    await page.mouse.up();
    const landmarks = page.getByRole('list', { name: 'Landmarks' });
    await landmarks.getByRole('button', { name: /^Rejected rm -rf/ }).click();
    await expectPage(landmarks.locator('[aria-current="true"]')).toContainText('rm -rf');
    expect(await momentOf(opened)).toBe(14);
    await page.getByRole('button', { name: 'Messages', pressed: true }).click();
    await expectPage(landmarks.getByRole('button', { name: /^You/ })).toHaveCount(0);
    expect(opened.problems).toEqual([]);
  });

  it('the timeline plays the log up to now', async () => {
    await using opened = await openTab('whole-task', 'Timeline');
    const { page } = opened;
    await page.getByRole('radio', { name: '16×' }).click();
    await page.getByRole('button', { name: 'Play from the beginning' }).click();
    await expectPage(page.getByRole('button', { name: 'Pause' })).toBeVisible();
    await expect.poll(() => momentOf(opened), { timeout: 10_000 }).toBeGreaterThan(10);
    await expectPage(page.getByRole('button', { name: 'Play from the beginning' })).toBeVisible({
      timeout: 30_000,
    });
    expect(await momentOf(opened)).toBeNull();
  }, 60_000);

  it('cost has its numbers in tables as well, and those of the moment', async () => {
    await using opened = await openTab('delegated', 'Cost');
    const { page } = opened;
    const chart = page.getByRole('figure').filter({ hasText: 'Tokens by answer' });
    await expectPage(chart.getByRole('img', { name: /^Tokens of 10 answers/ })).toBeVisible();
    await chart.getByRole('button', { name: 'As a table' }).click();
    await expectPage(chart.getByRole('rowheader')).toHaveCount(10);
    await expectPage(page.getByRole('region', { name: 'By agent' }).getByRole('rowheader')).toHaveCount(4);
    await page.keyboard.press('{');
    await expectPage(chart.getByRole('img', { name: /^Tokens of [1-9] answers/ })).toBeVisible();
    expect(opened.problems).toEqual([]);
  });

  it('pages of the browser are chosen from what was opened', async () => {
    await using opened = await openTab('browsing', 'Browser');
    const { page } = opened;
    const film = page.getByRole('list', { name: 'Pages so far' });
    await expectPage(film.getByRole('listitem')).toHaveCount(4);
    await film.getByRole('button').first().click();
    const picture = page.getByRole('img', { name: 'Page at https://example.com/pricing' });
    await expectPage(picture).toBeVisible();
    const link = page.getByRole('link', { name: 'Open https://example.com/pricing in a new tab' });
    await expectPage(link).toHaveAttribute('rel', 'noopener noreferrer');
    await page.getByRole('radio', { name: 'Text' }).click();
    await expectPage(page.getByLabel('Text of the page')).toContainText('Small 5');
    expect(opened.problems).toEqual([]);
  });

  it('cells stand with what they wrote and drew', async () => {
    await using opened = await openTab('notebook', 'Python');
    const { page } = opened;
    const cells = page.getByRole('list', { name: 'Cells' });
    await expectPage(cells.getByRole('listitem', { name: 'Cell 1' })).toContainText('count  120.0');
    await expectPage(cells.getByRole('img', { name: 'Picture 1 of cell 2' })).toBeVisible();
    await expectPage(cells.getByRole('listitem', { name: 'Cell 3' })).toContainText('failed');
    await expectPage(cells.getByRole('listitem', { name: 'Cell 4' })).toContainText('running');
    expect(opened.problems).toEqual([]);
  });

  it('apps say that nothing is served', async () => {
    await using opened = await openTab('whole-task', 'Apps');
    await expectPage(opened.page.getByText('Nothing is served yet')).toBeVisible();
    expect(opened.problems).toEqual([]);
  });
});
