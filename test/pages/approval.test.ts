import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, untilState } from '../support/followed-conversation.ts';
import { requires } from '../support/requirement.ts';
import { expectFold, expectPage, expectRows } from './support/on-screen.ts';
import { PageRig } from './support/page-rig.ts';
import { bash, finish } from './support/scripted-work.ts';

const needed = [requires('chromium'), requires('bubblewrap')];

describe.skipIf(needed.some(({ available }) => !available))('an approval', () => {
  let rig: PageRig;
  beforeAll(async () => {
    rig = await PageRig.start({
      turns: [
        bash('echo made > made.txt', { text: 'I write a file.' }),
        { when: { lastMessage: '/too soon/' }, text: 'Then I wait.' },
        finish('It is made.'),
      ],
      settings: { confirmation_mode: true, security_analyzer: '' },
    });
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  async function asked(): Promise<string> {
    const id = await begin(rig.server, { initial_user_msg: 'Make it' });
    await untilState(rig.server, id, 'awaiting_user_confirmation');
    return id;
  }

  it('is given by keyboard, and what was asked for runs', async () => {
    const id = await asked();
    await using opened = await rig.open(`/conversations/${id}`);
    const { page } = opened;
    const panel = page.getByRole('region', { name: 'Approval' });
    await expectPage(panel).toContainText('echo made > made.txt');
    await expectFold(page, rig.server, id);
    await panel.getByRole('button', { name: /Approve/ }).focus();
    // A key that was meant for something else, typed as the question appeared, is no answer.
    await expectPage
      .poll(async () => {
        if (await panel.isVisible()) await page.keyboard.press('Enter');
        return panel.isVisible();
      })
      .toBe(false);
    await expectPage(page.getByRole('log').getByText('It is made.')).toBeVisible({ timeout: 20_000 });
    await expectFold(page, rig.server, id);
    await expectRows(page);
    expect(opened.problems).toEqual([]);
  }, 60_000);

  it('is refused with a reason, which the agent reads', async () => {
    const id = await asked();
    await using opened = await rig.open(`/conversations/${id}`);
    const { page } = opened;
    const panel = page.getByRole('region', { name: 'Approval' });
    await panel.getByRole('button', { name: /Reject/ }).click();
    await panel.getByRole('textbox', { name: 'Reason' }).fill('It is too soon');
    await page.keyboard.press('Enter');
    await expectPage(panel).toBeHidden();
    await expectPage(page.getByRole('textbox', { name: 'Message' })).toBeFocused();
    await expectPage(page.getByRole('log').getByText('It is too soon')).toBeVisible();
    await expectPage(page.getByRole('log').getByText('Then I wait.')).toBeVisible({ timeout: 20_000 });
    await expectFold(page, rig.server, id);
    expect(opened.problems).toEqual([]);
  }, 60_000);

  it('that another tab has answered goes away by itself', async () => {
    const id = await asked();
    await using opened = await rig.open(`/conversations/${id}`);
    await using other = await opened.anotherTab(`/conversations/${id}`);
    const panels = [opened.page, other.page].map((page) => page.getByRole('region', { name: 'Approval' }));
    for (const panel of panels) await expectPage(panel).toBeVisible();
    await panels[0]?.getByRole('button', { name: /Approve/ }).click();
    for (const panel of panels) await expectPage(panel).toBeHidden();
    for (const { page } of [opened, other]) {
      await expectPage(page.getByRole('log').getByText('It is made.')).toBeVisible({ timeout: 20_000 });
      await expectFold(page, rig.server, id);
    }
  }, 60_000);
});
