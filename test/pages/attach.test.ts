import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, eventsOf, untilState } from '../support/followed-conversation.ts';
import { requires } from '../support/requirement.ts';
import { expectPage } from './support/on-screen.ts';
import { PageRig } from './support/page-rig.ts';

const needed = [requires('chromium'), requires('bubblewrap')];

/** One point. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** As a browser tells of a file that is dropped on the page, or pasted into what has the focus. */
const give = (page: Page, how: 'drop' | 'paste', name: string, type: string, base64: string) =>
  page.evaluate(
    (file) => {
      const bytes = Uint8Array.from(atob(file.base64), (character) => character.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], file.name, { type: file.type }));
      const options = { bubbles: true, cancelable: true };
      const event =
        file.how === 'drop'
          ? new DragEvent('drop', { ...options, dataTransfer: data })
          : new ClipboardEvent('paste', { ...options, clipboardData: data });
      (file.how === 'drop' ? document.body : document.activeElement)?.dispatchEvent(event);
    },
    { how, name, type, base64 },
  );

describe.skipIf(needed.some(({ available }) => !available))('what goes along with a message', () => {
  let rig: PageRig;
  beforeAll(async () => {
    rig = await PageRig.start();
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  it('is dropped or pasted, found again after a reload, and sent', async () => {
    const id = await begin(rig.server, { initial_user_msg: 'Hello' });
    await untilState(rig.server, id, 'awaiting_user_input');
    await using opened = await rig.open(`/conversations/${id}`);
    const { page } = opened;
    const composer = page.getByRole('form', { name: 'Composer' });
    await composer.getByRole('textbox', { name: 'Message' }).fill('Look at these');
    await give(page, 'drop', 'notes.txt', 'text/plain', 'dGhlIG5vdGVz');
    await give(page, 'paste', 'point.png', 'image/png', PNG);
    await expectPage(composer.getByText('notes.txt')).toBeVisible();
    await expectPage(composer.getByRole('progressbar')).toHaveCount(0);
    await page.reload();
    await expectPage(composer.getByText('notes.txt')).toBeVisible();
    await composer.getByRole('textbox', { name: 'Message' }).press('Control+Enter');
    const sent = async () =>
      (await eventsOf(rig.server, id)).flatMap((event) =>
        event.action === 'message' && event.source === 'user' ? [event.args] : [],
      );
    await expect.poll(async () => (await sent()).length).toBe(2);
    const [, last] = await sent();
    expect(last?.content).toMatch(/^Look at these\n\nAttached files:\n- \/.*\/notes\.txt$/);
    expect(last?.image_urls).toEqual([`data:image/png;base64,${PNG}`]);
    expect(opened.problems).toEqual([]);
  }, 60_000);

  it('and is not there yet when somebody leaves is told of', async () => {
    const id = await begin(rig.server, { initial_user_msg: 'Hello' });
    await untilState(rig.server, id, 'awaiting_user_input');
    await using opened = await rig.open(`/conversations/${id}`);
    const { page } = opened;
    await expectPage(page.getByRole('textbox', { name: 'Message' })).toBeVisible();
    const asked = Promise.withResolvers<void>();
    await page.route('**/upload-files', () => asked.resolve());
    await give(page, 'drop', 'large.bin', 'application/octet-stream', 'AA==');
    await asked.promise;
    await page.getByRole('link', { name: 'New conversation' }).click();
    await expectPage(page.getByRole('region', { name: 'Messages' })).toContainText('Not attached: large.bin');
    expect(opened.problems).toEqual([]);
  }, 60_000);
});
