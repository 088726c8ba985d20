import { turn } from '@capstan/llm/scripted';
import { describe, expect, it } from 'vitest';
import { begin } from '../support/followed-conversation.ts';
import { requires } from '../support/requirement.ts';
import { expectPage } from './support/on-screen.ts';
import { PageRig } from './support/page-rig.ts';
import { bash } from './support/scripted-work.ts';

const chromium = requires('chromium');
const sandbox = requires('bubblewrap');

/** The tab looks every 3 seconds. */
const SEVERAL_LOOKS = { timeout: 15_000 };
const SERVE =
  `node -e 'const s = require("http").createServer((_, r) => r.end("<h1>The shop</h1>"));` +
  ` s.listen(0, "127.0.0.1", () => require("fs").writeFileSync("port", s.address().port + ""))' > /dev/null 2>&1 &` +
  ' until [ -s port ]; do sleep 0.05; done';

describe.skipIf(!chromium.available || !sandbox.available)('apps', () => {
  it('stand there while the agent serves them, and are opened from there', async () => {
    const turns = [
      turn.text('Hello.'),
      bash(SERVE),
      turn.text('Served.'),
      bash('kill %1'),
      turn.text('Over.'),
    ];
    await using rig = await PageRig.start({ turns });
    const id = await begin(rig.server, { initial_user_msg: 'Hi.' });
    await using opened = await rig.open(`/conversations/${id}`);
    const { page } = opened;
    await page.getByRole('tab', { name: 'Apps' }).click();
    await expectPage(page.getByText('Nothing is served yet')).toBeVisible();
    await expectPage(page.getByText('Hello.')).toBeVisible();

    await page.getByRole('button', { name: 'Ask the agent to serve it' }).click();
    await expectPage(page.getByText('Served.')).toBeVisible();
    const open = page.getByRole('link', { name: /^Open Port \d+ in a new tab$/ });
    await expectPage(open).toHaveAttribute('href', /^http:\/\/localhost:\d+\/$/, SEVERAL_LOOKS);
    const [app] = await Promise.all([page.waitForEvent('popup'), open.click()]);
    await expectPage(app.getByRole('heading', { name: 'The shop' })).toBeVisible();
    await app.close();

    await rig.server.json(`/api/conversations/${id}/message`, { message: 'That will do.' });
    await expectPage(page.getByText('Over.')).toBeVisible();
    await expectPage(page.getByText('Nothing is served yet')).toBeVisible(SEVERAL_LOOKS);
    await expectPage(open).toBeHidden();
    expect(opened.problems).toEqual([]);
  }, 60_000);
});
