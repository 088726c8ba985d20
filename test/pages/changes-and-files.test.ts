import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, untilState } from '../support/followed-conversation.ts';
import { requires } from '../support/requirement.ts';
import type { OpenPage } from './support/open-page.ts';
import { expectPage } from './support/on-screen.ts';
import { PageRig } from './support/page-rig.ts';
import { bash, finish } from './support/scripted-work.ts';

const needed = [requires('chromium'), requires('bubblewrap')];

/** A repository with an origin, and changes of each kind, in the workspace. */
const WORK = [
  'origin=$(mktemp -d) && git init -q --bare "$origin"',
  'git init -q -b main . && git remote add origin "$origin"',
  'git config user.name A && git config user.email a@example.org',
  'mkdir src && seq 1 60 | sed "s/.*/const line& = &;/" > src/a.ts',
  'echo gone > gone.txt && printf "one\\ntwo\\nthree\\n" > old.txt && printf "a\\0b" > data.bin',
  'git add . && git commit -qm first && git push -q -u origin main 2>/dev/null',
  'sed -i "s/line30 = 30/line30 = 31/" src/a.ts && rm gone.txt && mv old.txt new.txt',
  'printf "b\\0c" > data.bin && printf "x" > "$(printf "evil\\342\\200\\256.txt")"',
].join(' && ');

describe.skipIf(needed.some(({ available }) => !available))('changes and files', () => {
  let rig: PageRig;
  let id: string;
  beforeAll(async () => {
    rig = await PageRig.start({ turns: [bash(WORK), finish('It is done.')] });
    id = await begin(rig.server, { initial_user_msg: 'Do the work' });
    await untilState(rig.server, id, 'finished');
  }, 60_000);
  afterAll(() => rig[Symbol.asyncDispose]());

  async function openTab(tab: string): Promise<OpenPage> {
    const opened = await rig.open(`/conversations/${id}`, { viewport: { width: 1_600, height: 900 } });
    await opened.page.getByRole('tab', { name: tab }).click();
    return opened;
  }

  it('shows what changed in each file, by keyboard', async () => {
    await using opened = await openTab('Changes');
    const { page } = opened;
    await expectPage(page.getByText('5 changed files')).toBeVisible();
    const heading = (name: string) => page.getByRole('button', { name });
    await expectPage(heading('Renamed old.txt')).toBeVisible();
    await expectPage(heading('Added evil\\u202e.txt')).toBeVisible();
    await expectPage(page.getByText('This is no text')).toBeVisible();
    const changed = page.getByRole('region', { name: 'src/a.ts', exact: true });
    await expectPage(changed.locator('[data-side="removed"]')).toContainText('line30 = 30');
    await expectPage(changed.locator('[data-side="added"]')).toContainText('line30 = 31');
    await changed.getByRole('button', { name: '26 lines unchanged' }).click();
    await expectPage(changed.getByText('const line1 = 1;')).toBeVisible();
    await heading('Modified data.bin').focus();
    await page.keyboard.press('j');
    await expectPage(heading('Added evil\\u202e.txt')).toBeFocused();
    await page.keyboard.press('Enter');
    await expectPage(heading('Added evil\\u202e.txt')).toHaveAttribute('aria-expanded', 'false');
    expect(opened.problems).toEqual([]);
  }, 60_000);

  it('opens a changed file in the tree, finds in it and uploads another one', async () => {
    await using opened = await openTab('Changes');
    const { page } = opened;
    await page.getByRole('button', { name: 'More about src/a.ts' }).click();
    await page.getByRole('menuitem', { name: 'Open in Files' }).click();
    await page.getByRole('button', { name: 'Find in this file' }).click();
    await page.getByRole('textbox', { name: 'Find in this file' }).fill('line30');
    await expectPage(page.getByText('1 of 1')).toBeVisible();
    // There is no room for both at the width that the inspector has at first.
    await page.getByRole('button', { name: 'All files' }).click();
    await expectPage(page.getByRole('treeitem', { name: 'a.ts' })).toBeVisible();
    const file = { name: 'up.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') };
    await page.getByLabel('Files to upload').setInputFiles([file]);
    await expectPage(page.getByRole('treeitem', { name: 'up.txt' })).toBeVisible();
    await page.getByRole('treeitem', { name: 'src' }).focus();
    await page.keyboard.press('ArrowLeft');
    await expectPage(page.getByRole('treeitem', { name: 'a.ts' })).toHaveCount(0);
    await page.keyboard.press('u');
    await page.keyboard.press('Enter');
    await expectPage(page.getByText('hello')).toBeVisible();
    expect(opened.problems).toEqual([]);
  }, 60_000);
});
