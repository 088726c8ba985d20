import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordedLog } from '@capstan/web/recorded-logs';
import { requires } from '../support/requirement.ts';
import { expectFold, expectPage, openId, screenOn } from './support/on-screen.ts';
import { PageRig } from './support/page-rig.ts';

const needed = [requires('chromium'), requires('bubblewrap')];

describe.skipIf(needed.some(({ available }) => !available))('a task', () => {
  let rig: PageRig;
  beforeAll(async () => {
    rig = await PageRig.start();
    await mkdir(join(rig.home, 'project', 'inside'), { recursive: true });
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  it('is kept over a reload, and a start that fails keeps it and says what to do', async () => {
    await using opened = await rig.open('/');
    const { page } = opened;
    const task = page.getByRole('textbox', { name: 'Task' });
    await task.fill('Look at the notes');
    await page.reload();
    await expectPage(task).toHaveValue('Look at the notes');
    await page.route('**/api/conversations', (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 400, json: { code: 'model_key_missing', message: 'There is no key' } })
        : route.continue(),
    );
    await task.press('Control+Enter');
    await expectPage(page.getByRole('alert')).toContainText('The chosen model needs a key');
    await expectPage(task).toHaveValue('Look at the notes');
    await page.getByRole('button', { name: 'Add a key' }).click();
    await page.waitForURL('/settings/models');
    await page.goBack();
    await expectPage(task).toHaveValue('Look at the notes');
    await page.unroute('**/api/conversations');
    await task.fill('');
    expect(opened.problems).toEqual([]);
  });

  it('goes along with its files, which are in the workspace before the agent reads of them', async () => {
    await using opened = await rig.open('/');
    const { page } = opened;
    await page.getByLabel('Files to attach').setInputFiles([
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('the notes') },
      { name: 'other.txt', mimeType: 'text/plain', buffer: Buffer.from('other') },
    ]);
    await page.getByRole('button', { name: 'Take other.txt away' }).click();
    await page.getByRole('textbox', { name: 'Task' }).fill('Read it');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.waitForURL(/\/conversations\/[0-9a-f]{32}/);
    await expectPage(page.getByRole('log').getByText('Hello.')).toBeVisible({ timeout: 30_000 });
    const said = (await screenOn(page)).entries.flatMap((entry) =>
      entry.kind === 'message' && entry.source === 'user' ? entry.text : [],
    );
    expect(said).toEqual([expect.stringMatching(/^Read it\n\nAttached files:\n- \/.*\/notes\.txt$/)]);
    const [path = ''] = said[0]?.match(/\/.*$/m) ?? [];
    expect(
      await rig.server.json(
        `/api/conversations/${openId(page)}/select-file?file=${encodeURIComponent(path)}`,
      ),
    ).toEqual({ code: 'the notes' });
    await expectFold(page, rig.server, openId(page));
    expect(opened.problems).toEqual([]);
  }, 60_000);

  it('that is on its way begins once, and takes nobody away from where they have gone', async () => {
    await using opened = await rig.open('/');
    const { page } = opened;
    const held = Promise.withResolvers<void>();
    let begun = 0;
    await page.route('**/api/conversations', async (route) => {
      if (route.request().method() === 'POST') {
        begun += 1;
        await held.promise;
      }
      await route.continue();
    });
    await page.getByRole('textbox', { name: 'Task' }).fill('Take your time');
    await page.keyboard.press('Control+Enter');
    await expectPage(page.getByText('Beginning the conversation')).toBeVisible();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('link', { name: 'New conversation' }).click();
    await expectPage(page.getByText('Beginning the conversation')).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('link', { name: 'Settings' }).click();
    held.resolve();
    await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Open' }).click();
    await page.waitForURL(/\/conversations\/[0-9a-f]{32}/);
    await expectPage(page.getByRole('log').getByText('Take your time')).toBeVisible();
    expect(begun).toBe(1);
    expect(opened.problems).toEqual([]);
  }, 60_000);

  it('works in a folder of the machine that was picked', async () => {
    await using opened = await rig.open('/');
    const { page } = opened;
    await page.getByRole('button', { name: 'Workspace: Empty workspace' }).click();
    await page.getByRole('radio', { name: 'Local folder' }).click();
    const folder = join(rig.home, 'project');
    await page.getByRole('combobox', { name: 'Folders' }).fill(folder);
    await expectPage(page.getByRole('option', { name: 'inside' })).toBeVisible();
    await page.getByRole('button', { name: 'Use this folder' }).click();
    await expectPage(page.getByRole('button', { name: 'Workspace: project' })).toBeVisible();
    const begins = page.waitForRequest(
      (request) => request.method() === 'POST' && request.url().endsWith('/api/conversations'),
    );
    await page.getByRole('textbox', { name: 'Task' }).fill('Say hello');
    await page.keyboard.press('Control+Enter');
    expect((await begins).postDataJSON()).toMatchObject({ initial_user_msg: 'Say hello', workspace: folder });
    await page.waitForURL(/\/conversations\/[0-9a-f]{32}/);
    await expectPage(page.getByRole('log').getByText('Hello.')).toBeVisible({ timeout: 30_000 });
    expect(opened.problems).toEqual([]);
  }, 60_000);

  it('that was recorded is looked at without the server, and says when a file holds none', async () => {
    await using opened = await rig.open('/view');
    const { page } = opened;
    const choose = (name: string, text: string): Promise<void> =>
      page
        .getByLabel('Trajectory file')
        .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
    await choose('wrong.json', '{"a": 1}');
    await expectPage(page.getByRole('alert')).toContainText('There is no list of events in it.');
    await choose('right.json', JSON.stringify(recordedLog('whole-task')));
    await expectPage(page.getByRole('log')).toBeVisible();
    await expectPage(page.getByRole('article', { name: /^Finished/ })).toBeVisible();
    await expectPage(page.getByRole('button', { name: 'Replay' })).toBeVisible();
    await expectPage(page.getByRole('tab', { name: 'Files' })).toHaveCount(0);
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await expectPage(page.getByRole('tabpanel')).toContainText('Landmarks');
    await page.getByRole('button', { name: 'Close the trajectory' }).click();
    await expectPage(page.getByRole('button', { name: 'Choose a file' })).toBeVisible();
    expect(opened.problems).toEqual([]);
  });
});
