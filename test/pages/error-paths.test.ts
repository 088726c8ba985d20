import { turn } from '@capstan/llm/scripted';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, untilState } from '../support/followed-conversation.ts';
import { requires } from '../support/requirement.ts';
import { expectFold, expectPage, expectRows } from './support/on-screen.ts';
import { PageRig } from './support/page-rig.ts';
import { finish } from './support/scripted-work.ts';

const needed = [requires('chromium'), requires('bubblewrap')];

describe.skipIf(needed.some(({ available }) => !available))('when something goes wrong', () => {
  let rig: PageRig;
  beforeAll(async () => {
    rig = await PageRig.start({
      turns: [
        turn.when({ lastMessage: '/go on/' }, finish('It works now.')),
        turn.when({ lastMessage: '/^Break/' }, turn.fault('unauthorized', { times: 'always' })),
        finish('Nothing broke.'),
      ],
    });
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  it('a model that refuses its key is told with the remedy, and the retry goes on', async () => {
    const id = await begin(rig.server, { initial_user_msg: 'Break' });
    await untilState(rig.server, id, 'error');
    await using opened = await rig.open(`/conversations/${id}`);
    const { page } = opened;
    await expectPage(page.getByRole('alert').first()).toBeVisible();
    await expectFold(page, rig.server, id);
    await expectRows(page);
    await page
      .getByRole('button', { name: /Retry|Try again/ })
      .first()
      .click();
    await expectPage(page.getByRole('log').getByText('It works now.')).toBeVisible({ timeout: 30_000 });
    await expectFold(page, rig.server, id);
    expect(opened.problems).toEqual([]);
  }, 60_000);

  it('a conversation that is not there says so, with a way out', async () => {
    await using opened = await rig.open(`/conversations/${'0'.repeat(32)}`);
    const { page } = opened;
    await expectPage(page.getByText('There is no such conversation')).toBeVisible();
    await page.getByRole('button', { name: 'All conversations' }).click();
    await page.waitForURL(/\/conversations(?:\?.*)?$/);
  });

  it('an address that is none says so', async () => {
    await using opened = await rig.open('/nowhere/at/all');
    await expectPage(opened.page.getByRole('main')).toContainText(/no such page|not here|nothing here/i);
  });

  it('a browser that is not logged in is told how to', async () => {
    const context = await rig.browser.newContext({ baseURL: rig.server.url });
    const page = await context.newPage();
    await page.goto('/');
    await expectPage(page.getByText('Not logged in')).toBeVisible();
    await expectPage(page.getByText('capstan serve')).toBeVisible();
    await context.close();
  });

  it('a list that cannot be loaded says so, and comes when it can', async () => {
    await using opened = await rig.open('/settings/models');
    const { page } = opened;
    await page.route('**/api/conversations?*', (route) =>
      route.fulfill({
        status: 500,
        json: {
          error: 'The disk is full',
          message: 'The disk is full',
          code: 'storage_full',
          remedy: 'Make room.',
        },
      }),
    );
    await page.goto('/conversations');
    await expectPage(page.getByText('The disk is full').first()).toBeVisible();
    await page.unroute('**/api/conversations?*');
    const listed = page.getByRole('main').getByRole('link', { name: /Break/ });
    // It may have come by itself meanwhile.
    await page.getByRole('main').getByRole('button', { name: 'Try again' }).or(listed).first().hover();
    const again = page.getByRole('main').getByRole('button', { name: 'Try again' });
    if (await again.isVisible()) await again.click();
    await expectPage(listed.first()).toBeVisible();
  });
});
