import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { turn } from '@capstan/llm/scripted';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, untilState } from '../support/followed-conversation.ts';
import { requires } from '../support/requirement.ts';
import { expectPage } from './support/on-screen.ts';
import { PageRig } from './support/page-rig.ts';

const chromium = requires('chromium');
const sandbox = requires('bubblewrap');

const COLOURED =
  "printf '\\033[31mred\\033[0m \\033[38;2;255;120;0mmixed\\033[0m \\033]52;c;aGFja2Vk\\007\\033]0;hacked\\007'; " +
  "printf '\\033]8;;javascript:window.hacked=1\\007click\\033]8;;\\007\\n'";
/** Writes all the time: the agent does not wait for long for a command that writes nothing. */
const WAITING = 'echo one; until test -e go; do sleep 0.5; printf .; done; echo two';
const run = (command: string) => turn.call('execute_bash', { command, security_risk: 'LOW' });

const showTerminal = async (page: Page): Promise<void> => {
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await expectPage(page.getByText('Your shell')).toBeVisible();
};
/** What a terminal shows, line by line. */
const drawn = (page: Page): Promise<string> =>
  page.locator('.xterm-rows > div').evaluateAll((rows) =>
    rows
      .map((row) => row.textContent?.trimEnd() ?? '')
      .join('\n')
      .trimEnd(),
  );
async function expectDrawn(page: Page, text: RegExp): Promise<void> {
  await expect.poll(() => drawn(page)).toMatch(text);
}

describe.skipIf(!chromium.available || !sandbox.available)('the terminal', () => {
  let rig: PageRig;
  let id = '';
  beforeAll(async () => {
    rig = await PageRig.start({
      turns: [run(COLOURED), run(WAITING), turn.text('Done.')],
    });
    id = await begin(rig.server, { initial_user_msg: 'Go.' });
  }, 60_000);
  afterAll(() => rig[Symbol.asyncDispose]());

  it('shows what the agent runs while it runs, and what a person does beside it', async () => {
    await using opened = await rig.open(`/conversations/${id}`);
    const { page } = opened;
    await showTerminal(page);
    // What was written before the page was there comes with the result.
    await expectDrawn(page, /red mixed click\n[^]*\$ echo one;[^]*\n\.+$/);
    // A colour that a program mixes is drawn as well as one of the page's own.
    const colours = await page
      .locator('.xterm-rows span')
      .evaluateAll((spans) =>
        spans
          .filter((span) => /^(?:red|mixed)/.test(span.textContent ?? ''))
          .map((span) => getComputedStyle(span).color),
      );
    expect(new Set(colours).size).toBe(2);

    await page.getByText('Your shell').click();
    await page.getByRole('button', { name: 'Open a shell' }).click();
    await expectDrawn(page, /\$$/);
    await page.keyboard.type('touch go; echo "he"re\n');
    await expectDrawn(page, /\nhere\n/);
    await page.getByText('Agent', { exact: true }).first().click();
    await expectDrawn(page, /\none\n\.+two$/);
    await untilState(rig.server, id, 'awaiting_user_input');
    expect(await page.title()).not.toContain('hacked');
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(opened.problems).toEqual([]);
  }, 60_000);

  it('shows the past as it was, and goes back to now', async () => {
    await using opened = await rig.open(`/conversations/${id}`);
    const { page } = opened;
    await showTerminal(page);
    await expectDrawn(page, /\.two$/);
    for (let back = 0; back < 4; back += 1) await page.keyboard.press('[');
    await expectPage(page.getByText(/^As it was at \d\d:\d\d:\d\d$/)).toBeVisible();
    await expect.poll(() => drawn(page)).not.toMatch(/\.two$/);
    await page.getByRole('tabpanel').getByRole('button', { name: 'Now', exact: true }).click();
    await expectDrawn(page, /\.two$/);
    expect(opened.problems).toEqual([]);
  }, 60_000);

  it('keeps shells while something else is shown, tells how they end, and is left by keys', async () => {
    await using opened = await rig.open(`/conversations/${id}`);
    const { page } = opened;
    await showTerminal(page);
    await page.getByText('Your shell').click();
    await page.getByRole('button', { name: 'Open a shell' }).click();
    await expectDrawn(page, /\$$/);
    await page.keyboard.type('echo kept > kept.txt; echo wri""tten\n');
    await expectDrawn(page, /\nwritten\n/);
    const workspaces = join(rig.home, 'capstan', 'workspaces', id);
    expect(await readFile(join(workspaces, 'kept.txt'), 'utf8')).toBe('kept\n');

    await page.keyboard.press('Control+Shift+ArrowUp');
    await expectPage(page.locator('.xterm-helper-textarea')).not.toBeFocused();
    await page.getByRole('tab', { name: 'Changes' }).click();
    await showTerminal(page);
    await expectDrawn(page, /\nwritten\n/);

    await page.getByRole('button', { name: 'Open another shell' }).click();
    await expectDrawn(page, /^[^\n]+\n?\$$/);
    await page.keyboard.type('exit 3\n');
    await expectPage(page.getByText('The shell has ended with exit code 3')).toBeVisible();
    await page.getByRole('button', { name: 'Open again' }).click();
    await expectPage(page.getByText('The shell has ended with exit code 3')).toBeHidden();
    await page.keyboard.type('echo on""ce more\n');
    await expectDrawn(page, /\nonce more\n/);

    const axe = await new AxeBuilder({ page }).include('aside').analyze();
    const serious = axe.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id: rule, nodes }) => `${rule} ${nodes[0]?.html}`)).toEqual([]);

    await rig.server.post(`/api/conversations/${id}/stop`, {});
    await expectPage(page.getByText('The conversation is not running')).toBeVisible();
    await page.getByRole('button', { name: 'Start it' }).click();
    await expectDrawn(page, /once more\n[^]*\$\n[^]*\$$/);
    await expectPage(page.locator('.xterm-helper-textarea')).toBeFocused();
    await page.keyboard.type('echo "an"other one\n');
    await expectDrawn(page, /\nanother one\n/);
    await rig.server.post(`/api/conversations/${id}/stop`, {});

    await using again = await rig.open(`/conversations/${id}`);
    await showTerminal(again.page);
    await again.page.getByText('Your shell').click();
    await again.page.getByRole('button', { name: 'Start it' }).click();
    await expectPage(again.page.getByRole('button', { name: 'Open a shell' })).toBeVisible();
    expect([...opened.problems, ...again.problems]).toEqual([]);
  }, 90_000);

  it('says that a server permits no shells, and who can', async () => {
    await using other = await PageRig.start({ env: { CAPSTAN_TERMINAL: 'off' } });
    const conversation = await begin(other.server, { initial_user_msg: 'Hello.' });
    await using opened = await other.open(`/conversations/${conversation}`);
    await showTerminal(opened.page);
    await opened.page.getByText('Your shell').click();
    await expectPage(opened.page.getByText('This server does not permit shells')).toBeVisible();
    await expectPage(opened.page.getByText('terminal.interactive')).toBeVisible();
    expect(opened.problems).toEqual([]);
  }, 60_000);
});
