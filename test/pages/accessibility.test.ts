import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requires } from '../support/requirement.ts';
import { expectPage } from './support/on-screen.ts';
import type { OpenPage } from './support/open-page.ts';
import { PageRig } from './support/page-rig.ts';
import { allLogs } from './support/stored-logs.ts';

const LOGS = allLogs().filter(
  ({ name }) => !['hostile', 'dialogue', 'limit', 'stopped', 'unknown'].includes(name),
);
const SECTIONS = [
  'models',
  'limits',
  'confirmation',
  'mcp',
  'secrets',
  'git',
  'skills',
  'appearance',
  'notifications',
];
const conversationOf = (name: string): string =>
  `/conversations/${LOGS.find((log) => log.name === name)?.conversationId}`;
const PAGES = [
  '/',
  '/conversations',
  '/nowhere',
  `/conversations/${'0'.repeat(32)}`,
  ...LOGS.map(({ conversationId }) => `/conversations/${conversationId}`),
  ...SECTIONS.map((section) => `/settings/${section}`),
];
/** Where the others differ by their content only. */
const MAIN_PAGES = [
  '/',
  '/conversations',
  conversationOf('approvals'),
  conversationOf('whole-task'),
  '/settings/models',
];
const DESKTOP = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const SCREENS: readonly [string, readonly string[], BrowserContextOptions][] = [
  ['a desktop, light', PAGES, { ...DESKTOP, colorScheme: 'light' }],
  ['a desktop, dark', MAIN_PAGES, { ...DESKTOP, colorScheme: 'dark' }],
  ['a phone, light', MAIN_PAGES, { ...PHONE, colorScheme: 'light' }],
  ['a phone, dark', PAGES, { ...PHONE, colorScheme: 'dark' }],
];

const chromium = requires('chromium');

/** Serious faults that the page has for people who see, hear or point differently; each with where it is. */
async function faults({ page }: OpenPage): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** Pixels by which the page is wider than its window. */
const overflow = ({ page }: OpenPage): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

describe.skipIf(!chromium.available)('every page is for everybody', () => {
  let rig: PageRig;
  beforeAll(async () => {
    rig = await PageRig.start({ logs: LOGS });
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  it.each(SCREENS)(
    'on %s',
    async (_screen, paths, options) => {
      await using opened = await rig.open('/', options);
      const found: string[] = [];
      for (const path of paths) {
        await opened.page.goto(path);
        await expectPage(opened.page.getByRole('main')).toBeVisible();
        await expectPage(opened.page.locator('[data-skeleton]')).toHaveCount(0);
        found.push(...(await faults(opened)).map((fault) => `${path} ${fault}`));
        if ((await overflow(opened)) > 0) found.push(`${path} is wider than its window`);
      }
      expect([...new Set(found)]).toEqual([]);
      expect(opened.problems).toEqual([]);
    },
    180_000,
  );
});
