import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requires } from '../support/requirement.ts';
import { expectPage } from './support/on-screen.ts';
import { PageRig } from './support/page-rig.ts';
import { allLogs } from './support/stored-logs.ts';

const chromium = requires('chromium');
/** Few enough to be drawn all at once. */
const NAMES = ['whole-task', 'dialogue', 'stopped', 'failures'];

describe.skipIf(!chromium.available)('the list of conversations', () => {
  let rig: PageRig;
  beforeAll(async () => {
    rig = await PageRig.start({ logs: allLogs().filter(({ name }) => NAMES.includes(name)) });
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  it('is searched by keyboard, and what was looked for is found again after a reload and on the way back', async () => {
    await using opened = await rig.open('/');
    const { page } = opened;
    const rows = page.getByRole('main').getByRole('listitem');
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('/');
    await page.waitForURL('/conversations');
    await expectPage(page.getByRole('searchbox')).toBeFocused();
    await page.keyboard.type('whole');
    await page.waitForURL(/\/conversations\?q=whole$/);
    await expectPage(rows).toHaveCount(1);
    await page.reload();
    await expectPage(page.getByRole('searchbox')).toHaveValue('whole');
    await expectPage(rows).toHaveCount(1);
    await page
      .getByRole('main')
      .getByRole('link', { name: /whole-task/ })
      .click();
    await page.waitForURL(/\/conversations\/[0-9a-f]{32}/);
    await page.goBack();
    await expectPage(page.getByRole('searchbox')).toHaveValue('whole');
    await page.getByRole('button', { name: 'Failed' }).click();
    await expectPage(page.getByText('Nothing found')).toBeVisible();
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.waitForURL('/conversations');
    await expectPage(page.getByRole('searchbox')).toHaveValue('');
    expect(opened.problems).toEqual([]);
  });

  it('is searched from the palette too, also for what no page has loaded', async () => {
    await using opened = await rig.open('/');
    const { page } = opened;
    // A list that has come no further than this.
    await page.route('**/api/conversations?limit=30', (route) =>
      route.fulfill({ json: { results: [], next_page_id: null } }),
    );
    await page.reload();
    await expectPage(page.getByRole('textbox', { name: 'Task' })).toBeFocused();
    await page.keyboard.press('Control+k');
    await expectPage(page.getByRole('combobox', { name: /command/i })).toBeFocused();
    await page.keyboard.type('whole-t');
    await page.getByRole('option', { name: 'whole-task' }).click();
    await expectPage(page.getByRole('button', { name: 'Rename: whole-task' })).toBeVisible();
    expect(opened.problems).toEqual([]);
  });

  it('is gone along by J and K, and Enter opens', async () => {
    await using opened = await rig.open('/conversations');
    const { page } = opened;
    const links = page.getByRole('main').getByRole('listitem').getByRole('link');
    await expectPage(links.nth(2)).toBeVisible();
    for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key);
    await expectPage(links.nth(1)).toBeFocused();
    const address = await links.nth(1).getAttribute('href');
    await page.keyboard.press('Enter');
    await page.waitForURL(String(address));
    expect(opened.problems).toEqual([]);
  });

  it('renames in place and takes it back, and deletes after it has said what is lost', async () => {
    await using opened = await rig.open('/conversations');
    const { page } = opened;
    const main = page.getByRole('main');
    const doWith = async (title: string, deed: string): Promise<void> => {
      await main.getByRole('button', { name: `What can be done with ${title}`, exact: true }).click();
      await page.getByRole('menuitem', { name: deed }).click();
    };
    await doWith('dialogue', 'Rename');
    await page.getByRole('textbox', { name: 'Title' }).fill('Renamed');
    await page.keyboard.press('Enter');
    await expectPage(main.getByRole('link', { name: /Renamed/ })).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expectPage(main.getByRole('link', { name: /dialogue/ })).toBeVisible();

    await doWith('stopped', 'Delete');
    await expectPage(page.getByRole('dialog')).toContainText('This cannot be undone');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await expectPage(main.getByRole('link', { name: /stopped/ })).toBeVisible();
    await doWith('stopped', 'Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expectPage(page.getByText('Deleted “stopped”')).toBeVisible();
    await expectPage(page.getByRole('link', { name: /stopped/ })).toHaveCount(0);
    const { results } = await page
      .evaluate(() => fetch('/api/conversations?limit=100').then((answer) => answer.text()))
      .then((text): { results: { title: string }[] } => JSON.parse(text));
    const titles = results.map(({ title }) => title);
    expect(titles).toContain('dialogue');
    expect(titles).not.toContain('stopped');
    expect(opened.problems).toEqual([]);
  });
});
