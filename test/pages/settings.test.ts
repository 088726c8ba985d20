import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { requires } from '../support/requirement.ts';
import { expectPage } from './support/on-screen.ts';
import { PageRig } from './support/page-rig.ts';

const chromium = requires('chromium');
const settingsSchema = z.looseObject({
  max_iterations: z.number().nullable(),
});

describe.skipIf(!chromium.available)('the settings', () => {
  let rig: PageRig;
  beforeAll(async () => {
    rig = await PageRig.start();
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  const stored = async () => settingsSchema.parse(await rig.server.json('/api/settings'));

  it('are saved as one goes, and taken back', async () => {
    await using opened = await rig.open('/settings/limits');
    const { page } = opened;
    const steps = page.getByRole('textbox', { name: 'Steps' });
    await steps.fill('77');
    await steps.blur();
    await expect.poll(async () => (await stored()).max_iterations).toBe(77);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await stored()).max_iterations).toBe(null);
    await expectPage(steps).toHaveValue('');
    expect(opened.problems).toEqual([]);
  });

  it('that are wrong are told where they stand, and nothing is saved', async () => {
    await using opened = await rig.open('/settings/limits');
    const { page } = opened;
    const steps = page.getByRole('textbox', { name: 'Steps' });
    await steps.fill('many');
    await steps.blur();
    await expectPage(steps).toHaveAttribute('aria-invalid', 'true');
    await expectPage(steps).toHaveValue('many');
    expect((await stored()).max_iterations).toBe(null);
  });

  it('that cannot be saved stay typed, with the way to try again', async () => {
    await using opened = await rig.open('/settings/limits');
    const { page } = opened;
    await page.route('**/api/settings', (route) =>
      route.request().method() === 'GET' ? route.continue() : route.abort(),
    );
    const steps = page.getByRole('textbox', { name: 'Steps' });
    await steps.fill('99');
    await steps.blur();
    await expectPage(page.getByRole('alert').getByText(/Not saved/)).toBeVisible();
    await expectPage(steps).toHaveValue('99');
    await page.unroute('**/api/settings');
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await expect.poll(async () => (await stored()).max_iterations).toBe(99);
  });

  it('never show a secret again', async () => {
    await using opened = await rig.open('/settings/secrets');
    const { page } = opened;
    await page.getByRole('button', { name: /Add/ }).first().click();
    await page.getByRole('textbox', { name: 'Name' }).fill('DEPLOY_TOKEN');
    await page.getByLabel('Value').fill('hunter2-hunter2');
    await page
      .getByRole('button', { name: /^(?:Add|Save)/ })
      .last()
      .click();
    await expectPage(page.getByText('DEPLOY_TOKEN').first()).toBeVisible();
    await page.reload();
    await expectPage(page.getByText('DEPLOY_TOKEN').first()).toBeVisible();
    expect(await page.content()).not.toContain('hunter2');
    expect(opened.problems).toEqual([]);
  });

  it('tell how a model answers', async () => {
    await using opened = await rig.open('/settings/models');
    const { page } = opened;
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await expectPage(page.getByText(/answered in/)).toBeVisible({ timeout: 20_000 });
  });

  it('choose the look, which stays', async () => {
    await using opened = await rig.open('/settings/appearance');
    const { page } = opened;
    await page.getByRole('radio', { name: 'Dark' }).click();
    const background = (): Promise<string> =>
      page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    expect(await background()).toBe('dark');
    await page.reload();
    await expectPage(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
    expect(await background()).toBe('dark');
  });
});
