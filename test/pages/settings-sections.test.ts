import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { requires } from '../support/requirement.ts';
import { expectPage } from './support/on-screen.ts';
import { PageRig } from './support/page-rig.ts';

const chromium = requires('chromium');
const settingsSchema = z.looseObject({
  llm_model: z.string().nullable(),
  llm_api_key_set: z.boolean(),
  confirmation_mode: z.boolean().nullable(),
  security_analyzer: z.string().nullable(),
  mcp_config: z.looseObject({ shttp_servers: z.array(z.looseObject({ url: z.string() })) }).nullable(),
});
const PHONE = { viewport: { width: 390, height: 844 } };

describe.skipIf(!chromium.available)('the sections of the settings', () => {
  let rig: PageRig;
  beforeAll(async () => {
    rig = await PageRig.start();
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  const stored = async () => settingsSchema.parse(await rig.server.json('/api/settings'));

  it('are a list on phones, from which one goes to each and back', async () => {
    await using opened = await rig.open('/settings', PHONE);
    const { page } = opened;
    await page.getByRole('link', { name: /^Limits/ }).click();
    await expectPage(page.getByRole('heading', { name: 'Limits' })).toBeVisible();
    await page.getByRole('button', { name: 'All settings' }).click();
    await expectPage(page.getByRole('link', { name: /^Secrets/ })).toBeVisible();
    expect(opened.problems).toEqual([]);
  });

  it('are reached from the palette', async () => {
    await using opened = await rig.open('/settings/limits');
    const { page } = opened;
    await expectPage(page.getByRole('heading', { name: 'Limits' })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('git providers');
    await page.keyboard.press('Enter');
    await expectPage(page.getByRole('heading', { name: 'Git providers' })).toBeVisible();
  });

  it('choose a model by keys, from those that are known', async () => {
    await using opened = await rig.open('/settings/models');
    const { page } = opened;
    const model = page.getByRole('combobox', { name: 'Model' });
    await expectPage(model).toHaveValue('openai-compatible/scripted');
    await model.fill('anthropic/claude');
    await expectPage(page.getByRole('option').first()).toBeVisible();
    await model.press('ArrowDown');
    await model.press('Enter');
    await expect.poll(async () => (await stored()).llm_model).toMatch(/^anthropic\/claude/);
    await expectPage(page.getByText(/was there for openai-compatible/)).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await stored()).llm_model).toBe('openai-compatible/scripted');
  });

  it('replace a key without ever showing it', async () => {
    await using opened = await rig.open('/settings/models');
    const { page } = opened;
    await page.getByRole('button', { name: 'Replace' }).click();
    await page.getByLabel('API key').fill('sk-hunter2-hunter2');
    await page.getByLabel('API key').press('Enter');
    await expectPage(page.getByText('Set', { exact: true })).toBeVisible();
    expect((await stored()).llm_api_key_set).toBe(true);
    expect(await page.content()).not.toContain('hunter2');
  });

  it('say when to ask, by arrow keys', async () => {
    await using opened = await rig.open('/settings/confirmation');
    const { page } = opened;
    await page.getByRole('radio', { name: 'Never ask' }).focus();
    await page.keyboard.press('ArrowDown');
    await expect
      .poll(async () => {
        const { confirmation_mode: asks, security_analyzer: analyzer } = await stored();
        return [asks, analyzer];
      })
      .toEqual([true, 'llm']);
    await expectPage(page.getByRole('radio', { name: 'Ask about what is risky' })).toBeChecked();
  });

  it('add an MCP server, try it, and take it away', async () => {
    await using opened = await rig.open('/settings/mcp');
    const { page } = opened;
    const { host } = new URL(rig.server.url);
    await page.getByRole('button', { name: 'Add a server' }).click();
    const address = page.getByRole('textbox', { name: 'Address' });
    await address.fill('no address');
    await address.press('Enter');
    await expectPage(address).toHaveAttribute('aria-invalid', 'true');
    await address.fill(`${rig.server.url}/mcp`);
    await page.getByLabel('API key').fill(rig.server.key);
    await address.press('Enter');
    await page.getByRole('button', { name: `Test ${host}` }).click();
    await page.getByRole('button', { name: /capstan .* answered in/ }).click();
    await expectPage(page.getByText('start_conversation')).toBeVisible();
    expect(await page.content()).not.toContain(rig.server.key);
    await page.getByRole('button', { name: `Remove ${host}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect.poll(async () => (await stored()).mcp_config?.shttp_servers).toEqual([]);
    await expectPage(page.getByText('No servers yet')).toBeVisible();
    expect(opened.problems).toEqual([]);
  });
});
