import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requires } from '../support/requirement.ts';
import { expectFold, expectPage, openId } from './support/on-screen.ts';
import { PageRig } from './support/page-rig.ts';

const needed = [requires('chromium'), requires('bubblewrap')];

describe.skipIf(needed.some(({ available }) => !available))('the first run', () => {
  let rig: PageRig;
  beforeAll(async () => {
    rig = await PageRig.start({ settings: null });
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  it('shows a whole task without any model', async () => {
    await using opened = await rig.open('/');
    const { page } = opened;
    await page.getByRole('button', { name: 'See the demo' }).click();
    await page.waitForURL(/\/conversations\/[0-9a-f]{32}/);
    await expectPage(page.getByRole('article', { name: /^Finished/ })).toBeVisible({ timeout: 40_000 });
    await expectFold(page, rig.server, openId(page));
    expect(opened.problems).toEqual([]);
  }, 60_000);

  it('takes a model, says what is wrong with it, and goes on when it answers', async () => {
    await using opened = await rig.open('/');
    const { page } = opened;
    const { llm_base_url: address } = rig.modelSettings;
    await page.getByRole('combobox', { name: 'Model' }).fill('openai-compatible/scripted');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Another address' }).click();
    const url = page.getByRole('textbox', { name: 'Base URL' });
    await url.fill('http://127.0.0.1:9/v1');
    await url.blur();
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await expectPage(page.getByRole('alert').first()).toBeVisible({ timeout: 30_000 });
    await url.fill(String(address));
    await url.blur();
    const key = page.getByLabel('API key');
    await key.fill('key-of-the-model');
    await key.blur();
    await page.getByRole('button', { name: 'Test and continue' }).click();
    await expectPage(page.getByRole('textbox', { name: 'Task' })).toBeVisible({ timeout: 30_000 });
    await page.getByRole('textbox', { name: 'Task' }).fill('Say hello');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/\/conversations\/[0-9a-f]{32}/);
    await expectPage(page.getByRole('log').getByText('Hello.')).toBeVisible({ timeout: 30_000 });
    await expectFold(page, rig.server, openId(page));
    expect(opened.problems).toEqual([]);
  }, 90_000);
});
