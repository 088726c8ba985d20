import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, untilState } from '../support/followed-conversation.ts';
import { requires } from '../support/requirement.ts';
import { expectPage } from './support/on-screen.ts';
import type { OpenPage } from './support/open-page.ts';
import { PageRig } from './support/page-rig.ts';
import { bash } from './support/scripted-work.ts';

const needed = [requires('chromium'), requires('bubblewrap')];

describe.skipIf(needed.some(({ available }) => !available))('the focus of the keyboard', () => {
  let rig: PageRig;
  let opened: OpenPage;
  beforeAll(async () => {
    rig = await PageRig.start({
      turns: [
        { when: { lastMessage: '/^Work/' }, ...bash('until [ -e go ]; do sleep 0.1; done') },
        { text: 'Hello.' },
      ],
    });
    const id = await begin(rig.server, { initial_user_msg: 'Hello' });
    await untilState(rig.server, id, 'awaiting_user_input');
    opened = await rig.open(`/conversations/${id}`);
  }, 60_000);
  afterAll(() => rig[Symbol.asyncDispose]());

  it('comes back from the palette to where somebody was writing', async () => {
    const { page } = opened;
    const message = page.getByRole('textbox', { name: 'Message' });
    await message.fill('half a');
    await page.keyboard.press('Control+k');
    await expectPage(page.getByRole('combobox', { name: /^Find a command/ })).toBeFocused();
    await page.keyboard.press('Escape');
    await expectPage(message).toBeFocused();
    await page.keyboard.type(' word');
    await expectPage(message).toHaveValue('half a word');
  });

  it('goes from the search to what was found, and without that back', async () => {
    const { page } = opened;
    const message = page.getByRole('textbox', { name: 'Message' });
    const text = page.getByRole('searchbox', { name: 'Text to find' });
    await message.focus();
    await page.keyboard.press('Control+f');
    await expectPage(text).toBeFocused();
    await page.keyboard.press('Escape');
    await expectPage(message).toBeFocused();
    await page.keyboard.press('Control+f');
    await text.fill('Hello.');
    await expectPage(page.getByRole('search').getByRole('status')).toHaveText('1');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await expectPage(page.getByRole('article').filter({ hasText: 'Hello.' })).toBeFocused();
  });

  it('stays with the title that was changed, in which nothing hides', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Rename: Hello' }).click();
    await page.getByRole('textbox', { name: 'Title' }).fill('\u202Egnp.exe');
    await page.keyboard.press('Enter');
    const title = page.getByRole('button', { name: 'Rename: \\u202egnp.exe' });
    await expectPage(title).toBeFocused();
    await expectPage(title).toHaveText('\\u202egnp.exe');
    expect(opened.problems).toEqual([]);
  });

  it('is at the end of a message that waits and is changed, and goes back to where one writes', async () => {
    const id = await begin(rig.server, { initial_user_msg: 'Work' });
    await using working = await rig.open(`/conversations/${id}`);
    const { page } = working;
    const message = page.getByRole('textbox', { name: 'Message' });
    const held = page.getByRole('region', { name: 'Held back' });
    await expectPage(page.getByRole('button', { name: 'Pause' })).toBeVisible();
    for (const text of ['First', 'Then']) {
      await message.fill(text);
      await page.keyboard.press('Alt+Enter');
    }
    await held.getByRole('button', { name: 'Edit' }).first().click();
    await page.keyboard.type(' this');
    await page.keyboard.press('Control+Enter');
    await expectPage(held).toContainText('First this');
    await expectPage(message).toBeFocused();
    await held.getByRole('button', { name: 'Discard' }).first().press('Enter');
    await expectPage(held).not.toContainText('First this');
    await expectPage(message).toBeFocused();
    await held.getByRole('button', { name: 'Send now' }).press('Enter');
    await expectPage(held).toBeHidden();
    await expectPage(message).toBeFocused();
    await page.getByRole('button', { name: 'Stop' }).click();
    await expectPage(page.getByRole('button', { name: 'Resume' })).toBeVisible();
    expect(working.problems).toEqual([]);
  }, 60_000);
});
