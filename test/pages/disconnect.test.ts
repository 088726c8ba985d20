import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, eventsOf } from '../support/followed-conversation.ts';
import { requires } from '../support/requirement.ts';
import { expectFold, expectPage, expectRows, screenOn } from './support/on-screen.ts';
import type { OpenPage } from './support/open-page.ts';
import { PageRig } from './support/page-rig.ts';
import { bash, finish } from './support/scripted-work.ts';

const needed = [requires('chromium'), requires('bubblewrap')];

describe.skipIf(needed.some(({ available }) => !available))('a server that dies in the middle', () => {
  let rig: PageRig;
  let opened: OpenPage;
  let id: string;
  beforeAll(async () => {
    rig = await PageRig.start({
      turns: [bash('until [ -e go ]; do sleep 0.1; done; echo gone on'), finish('Through it all.')],
    });
    id = await begin(rig.server, { initial_user_msg: 'Wait for me' });
    opened = await rig.open(`/conversations/${id}`);
  });
  afterAll(async () => {
    await opened[Symbol.asyncDispose]();
    await rig[Symbol.asyncDispose]();
  });

  it('is told of, and what is on the page stays', async () => {
    const { page } = opened;
    await expectPage(page.getByRole('article', { name: /until/ })).toBeVisible({ timeout: 20_000 });
    const before = await screenOn(page);
    await rig.killServer();
    await expectPage(page.getByText(/reconnecting|cannot be reached/i).first()).toBeVisible();
    expect((await screenOn(page)).nextId).toBe(before.nextId);
    await expectPage(page.getByRole('article', { name: /until/ })).toBeVisible();
  }, 60_000);

  it('keeps what is said meanwhile, and it arrives once', async () => {
    const { page } = opened;
    await page.getByRole('textbox', { name: 'Message' }).fill('Still there?');
    await page.keyboard.press('Control+Enter');
    await expectPage(page.getByText('Still there?').first()).toBeVisible();
    await page.reload().catch(() => undefined); // Nobody answers, so the browser shows that.
    await rig.restartServer();
    await page.goto(`/conversations/${id}`);
    await expect
      .poll(async () => JSON.stringify(await eventsOf(rig.server, id)).split('"Still there?"').length - 1)
      .toBeGreaterThan(0);
    const said = (await eventsOf(rig.server, id)).filter(
      (event) => event.action === 'message' && event.args.content === 'Still there?',
    );
    expect(said).toHaveLength(1);
    await expectFold(page, rig.server, id);
    await expectRows(page);
  }, 60_000);
});
