import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WRITTEN_LOGS } from '@capstan/web/logs';
import { requires } from '../support/requirement.ts';
import { expectPage } from './support/on-screen.ts';
import type { OpenPage } from './support/open-page.ts';
import { PageRig } from './support/page-rig.ts';
import { stored } from './support/stored-logs.ts';

const log = stored('hostile', WRITTEN_LOGS.hostile());
const TABS = ['Changes', 'Terminal', 'Files', 'Browser', 'Python', 'Apps', 'Timeline', 'Cost'];
/** Rows that are opened, from the beginning: each kind of text in each place is among them. */
const ROWS = 400;
const ADDRESSES = /^(?:https?:|data:image\/(?:png|jpeg|gif|webp)|blob:|\/|#|$)/;

const chromium = requires('chromium');

/** What hostile text may have become on a page. */
interface Traces {
  hacked: boolean;
  scripts: number;
  frames: number;
  forms: string[];
  handlers: string[];
  addresses: string[];
}

/** Looks at the whole document for what no text may become. */
function traces(page: Page): Promise<Traces> {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll('*')];
    const attributes = all.flatMap((element) => [...element.attributes]);
    // As a picture, and nowhere else, a drawing runs no script and loads nothing.
    const isDrawing = ({ ownerElement, name, value }: Attr): boolean =>
      ownerElement instanceof HTMLImageElement && name === 'src' && value.startsWith('data:image/svg+xml');
    const isAddress = (attribute: Attr): boolean =>
      ['href', 'src', 'action', 'srcset'].includes(attribute.name) && !isDrawing(attribute);
    return {
      hacked: 'hacked' in window,
      scripts: document.querySelectorAll('body script:not([src])').length,
      frames: document.querySelectorAll('iframe, object, embed').length,
      forms: [...document.forms].flatMap((form) => form.getAttribute('action') ?? []),
      handlers: attributes.filter(({ name }) => name.startsWith('on')).map(({ name }) => name),
      addresses: attributes.filter(isAddress).map(({ value }) => value.slice(0, 100)),
    };
  });
}

async function expectHarmless({ page, problems }: OpenPage): Promise<void> {
  const found = await traces(page);
  expect(found).toMatchObject({ hacked: false, scripts: 0, frames: 0, forms: [], handlers: [] });
  expect(found.addresses.filter((address) => !ADDRESSES.test(address))).toEqual([]);
  await expectPage(page.locator('body')).toBeVisible();
  expect(problems).toEqual([]);
}

describe.skipIf(!chromium.available)('hostile content', () => {
  let rig: PageRig;
  beforeAll(async () => {
    rig = await PageRig.start({ logs: [log] });
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  it('stays text in every row of the log, closed and open', async () => {
    await using opened = await rig.open(`/conversations/${log.conversationId}`);
    const { page } = opened;
    await expectPage(page.locator('[role="log"] [data-row]').first()).toBeVisible();
    await expectHarmless(opened);
    await page.keyboard.press('e');
    await expectHarmless(opened);
    await page.getByRole('log').hover();
    for (let row = 0; row < ROWS; row += 20) {
      await page.mouse.wheel(0, -2_000);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
      if (row % 100 === 0) await expectHarmless(opened);
    }
    await expectHarmless(opened);
  }, 120_000);

  it('stays text in every tab of the inspector', async () => {
    await using opened = await rig.open(`/conversations/${log.conversationId}`);
    const { page } = opened;
    for (const name of TABS) {
      await page.getByRole('tab', { name }).click();
      await expectPage(page.getByRole('tabpanel')).toBeVisible();
      await expectHarmless(opened);
    }
  }, 120_000);
});
