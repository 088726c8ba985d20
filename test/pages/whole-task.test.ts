import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requires } from '../support/requirement.ts';
import { expectFold, expectPage, expectRows, openId } from './support/on-screen.ts';
import type { OpenPage } from './support/open-page.ts';
import { PageRig } from './support/page-rig.ts';
import { GREETING } from './support/scripted-work.ts';

const needed = [requires('chromium'), requires('bubblewrap')];

describe.skipIf(needed.some(({ available }) => !available))('a whole task', () => {
  let rig: PageRig;
  let opened: OpenPage;
  beforeAll(async () => {
    rig = await PageRig.start({ turns: GREETING });
    opened = await rig.open('/');
  });
  afterAll(async () => {
    await opened[Symbol.asyncDispose]();
    await rig[Symbol.asyncDispose]();
  });

  it('begins on the home page, by keyboard alone, and is worked on before the eyes', async () => {
    const { page } = opened;
    await page.getByRole('textbox', { name: 'Task' }).fill('Write a greeting');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/\/conversations\/[0-9a-f]{32}/);
    const log = page.getByRole('log');
    await expectPage(log.getByText('Write a greeting')).toBeVisible();
    await expectPage(log.getByText('The greeting is written.')).toBeVisible({ timeout: 30_000 });
    await expectPage(
      page.getByRole('banner').or(page.locator('header')).getByText('Done').first(),
    ).toBeVisible();
    await expectFold(page, rig.server, openId(page));
    await expectRows(page);
  }, 60_000);

  it('shows what was run, with its output, when a row is opened', async () => {
    const { page } = opened;
    const row = page.getByRole('article', { name: /cat greeting\.txt/ });
    await row.getByRole('button').first().click();
    await expectPage(row.getByText('and good luck')).toBeVisible();
  });

  it('shows what changed, the files, the terminal and the cost beside it', async () => {
    const { page } = opened;
    await page.getByRole('tab', { name: 'Changes' }).click();
    await expectPage(page.getByRole('tabpanel').getByText('greeting.txt').first()).toBeVisible();
    await page.getByRole('tab', { name: 'Files' }).click();
    await expectPage(page.getByRole('treeitem', { name: /greeting\.txt/ })).toBeVisible();
    await page.getByRole('tab', { name: 'Terminal' }).click();
    await expectPage(page.getByRole('tabpanel').locator('.xterm')).toBeVisible();
    await page.getByRole('tab', { name: 'Cost' }).click();
    await expectPage(
      page
        .getByRole('tabpanel')
        .getByText(/tokens/i)
        .first(),
    ).toBeVisible();
  });

  it('is the same after a reload, and in another tab', async () => {
    const { page } = opened;
    const id = openId(page);
    await page.reload();
    await expectPage(page.getByRole('log').getByText('The greeting is written.')).toBeVisible();
    await expectFold(page, rig.server, id);
    await using other = await opened.anotherTab(page.url());
    await expectPage(other.page.getByRole('log').getByText('The greeting is written.')).toBeVisible();
    await expectFold(other.page, rig.server, id);
    await expectRows(other.page);
    expect(other.problems).toEqual([]);
  });

  it('goes on when more is said, in both tabs', async () => {
    const { page } = opened;
    await using other = await opened.anotherTab(page.url());
    await page.getByRole('textbox', { name: 'Message' }).fill('Thank you');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    for (const one of [page, other.page]) {
      await expectPage(one.getByRole('log').getByText('Thank you')).toBeVisible();
      await expectPage(one.getByRole('article', { name: /^Finished/ })).toHaveCount(2, { timeout: 20_000 });
      await expectFold(one, rig.server, openId(page));
    }
    expect(other.problems).toEqual([]);
  }, 60_000);

  it('has done nothing that no page may do', () => {
    expect(opened.problems).toEqual([]);
  });
});
