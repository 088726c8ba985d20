import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, eventsOf, untilState } from '../support/followed-conversation.ts';
import { requires } from '../support/requirement.ts';
import { expectFold, expectPage, expectRows } from './support/on-screen.ts';
import type { OpenPage } from './support/open-page.ts';
import { PageRig } from './support/page-rig.ts';
import { bash } from './support/scripted-work.ts';

const needed = [requires('chromium'), requires('bubblewrap')];

describe.skipIf(needed.some(({ available }) => !available))('steering a conversation', () => {
  let rig: PageRig;
  beforeAll(async () => {
    rig = await PageRig.start({
      turns: [
        { when: { lastMessage: '/^Work/' }, ...bash('until [ -e go ]; do sleep 0.1; done') },
        { when: { lastMessage: '/^Hurry/' }, ...bash('sleep 1; echo soon') },
        { text: 'What next?' },
      ],
    });
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  const said = async (id: string): Promise<string[]> =>
    (await eventsOf(rig.server, id)).flatMap((event) =>
      event.action === 'message' && event.source === 'user' ? [event.args.content] : [],
    );
  const write = async ({ page }: OpenPage, text: string, key: string): Promise<void> => {
    await page.getByRole('textbox', { name: 'Message' }).fill(text);
    await page.keyboard.press(key);
  };

  it('Escape asks once, and then stops the agent', async () => {
    const id = await begin(rig.server, { initial_user_msg: 'Work' });
    await using opened = await rig.open(`/conversations/${id}`);
    const { page } = opened;
    await expectPage(page.getByRole('button', { name: 'Stop' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expectPage(page.getByText(/again to stop/)).toBeVisible();
    await page.keyboard.press('Escape');
    await expectPage(page.getByRole('button', { name: 'Resume' })).toBeVisible();
    await expectFold(page, rig.server, id);
    await expectRows(page);
    expect(opened.problems).toEqual([]);
  }, 60_000);

  it('what is held back goes out one by one when the agent rests, after a reload too', async () => {
    const id = await begin(rig.server, { initial_user_msg: 'Hurry' });
    await using opened = await rig.open(`/conversations/${id}`);
    const { page } = opened;
    await expectPage(page.getByRole('button', { name: 'Pause' })).toBeVisible();
    await write(opened, 'First this', 'Alt+Enter');
    await write(opened, 'Then that', 'Alt+Enter');
    await page.getByRole('textbox', { name: 'Message' }).fill('Not sent yet');
    await page.reload();
    await expectPage(page.getByRole('textbox', { name: 'Message' })).toHaveValue('Not sent yet');
    await expect.poll(() => said(id), { timeout: 20_000 }).toEqual(['Hurry', 'First this', 'Then that']);
    await expectPage(page.getByRole('region', { name: 'Held back' })).toBeHidden();
    await expectFold(page, rig.server, id);
  }, 60_000);

  it('a message that is refused stays, says why, and can be sent again', async () => {
    const id = await begin(rig.server, { initial_user_msg: 'Hello' });
    await untilState(rig.server, id, 'awaiting_user_input');
    await using opened = await rig.open(`/conversations/${id}`);
    const { page } = opened;
    const body = JSON.stringify({ message: 'It is too large', code: '', remedy: 'Send less at once.' });
    await page.route('**/events', (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 413, contentType: 'application/json', body })
        : route.continue(),
    );
    await write(opened, 'A large one', 'Control+Enter');
    await expectPage(page.getByRole('alert')).toContainText('It is too large. Send less at once.');
    await page.unroute('**/events');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => said(id)).toEqual(['Hello', 'A large one']);
    await expectPage(page.getByRole('alert')).toBeHidden();
  }, 60_000);

  it('tells once, of all tabs, that a conversation nobody sees needs its person', async () => {
    const id = await begin(rig.server, { initial_user_msg: 'Hello' });
    await untilState(rig.server, id, 'awaiting_user_input');
    await using opened = await rig.open('/');
    await opened.context.addInitScript(() => {
      localStorage.setItem('capstan.notifications', JSON.stringify({ system: true, sound: false }));
      Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
      const notes: string[] = [];
      class Note extends EventTarget {
        static readonly permission = 'granted';
        constructor(text: string) {
          super();
          notes.push(text);
        }
      }
      Object.assign(globalThis, { Notification: Note, notes });
    });
    const { page } = opened;
    await page.goto(`/conversations/${id}`);
    await using other = await opened.anotherTab(`/conversations/${id}`);
    const notes = async (): Promise<unknown[]> =>
      (await Promise.all([page, other.page].map((tab) => tab.evaluate('globalThis.notes')))).flat();
    const both = async (): Promise<void> => {
      for (const tab of [page, other.page]) {
        await expectPage(tab.getByRole('status', { name: 'State' })).toContainText('Needs you');
      }
    };
    await both();
    await write(opened, 'Hurry', 'Control+Enter');
    await expect.poll(notes, { timeout: 20_000 }).toEqual([expect.stringMatching(/needs you$/)]);
    await both();
    expect(await notes()).toHaveLength(1);
  }, 60_000);
});
