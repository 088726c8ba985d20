import type { Page } from '@playwright/test';

/** How a page is looked at. */
export interface Look {
  name: string;
  scheme: 'light' | 'dark';
  width: number;
  height: number;
  isPhone: boolean;
}

export const LOOKS: readonly Look[] = [
  { name: 'light', scheme: 'light', width: 1440, height: 900, isPhone: false },
  { name: 'dark', scheme: 'dark', width: 1440, height: 900, isPhone: false },
  { name: 'phone-light', scheme: 'light', width: 390, height: 844, isPhone: true },
  { name: 'phone-dark', scheme: 'dark', width: 390, height: 844, isPhone: true },
];

/** Conversations that the pages show. */
export type Subject = 'demo' | 'approval' | 'failed' | 'finished' | 'long';

export interface Scene {
  name: string;
  /** A path, or a conversation. */
  at: string | { conversation: Subject };
  /** Who looks: somebody with a model and conversations, or somebody who comes for the first time. */
  visitor?: 'first';
  onPhone: boolean;
  /** What is done there before the picture is taken. */
  act?: (page: Page) => Promise<void>;
}

const tab =
  (name: string) =>
  async (page: Page): Promise<void> => {
    // On a phone the inspector is a sheet that is closed at first.
    const open = page.getByRole('button', { name: 'Show the inspector' });
    if (await open.isVisible()) await open.click();
    await page.getByRole('tab', { name }).click();
  };

export const SCENES: readonly Scene[] = [
  { name: 'first-visit', at: '/', visitor: 'first', onPhone: true },
  { name: 'home', at: '/', onPhone: true },
  { name: 'conversation', at: { conversation: 'demo' }, onPhone: true },
  { name: 'changes', at: { conversation: 'demo' }, onPhone: true, act: tab('Changes') },
  { name: 'terminal', at: { conversation: 'demo' }, onPhone: false, act: tab('Terminal') },
  { name: 'files', at: { conversation: 'demo' }, onPhone: false, act: tab('Files') },
  {
    name: 'timeline',
    at: { conversation: 'finished' },
    onPhone: true,
    act: async (page) => {
      await tab('Timeline')(page);
      for (let step = 0; step < 9; step += 1) await page.keyboard.press('[');
    },
  },
  { name: 'cost', at: { conversation: 'long' }, onPhone: true, act: tab('Cost') },
  { name: 'approval', at: { conversation: 'approval' }, onPhone: true },
  { name: 'failed', at: { conversation: 'failed' }, onPhone: true },
  { name: 'conversations', at: '/conversations', onPhone: true },
  { name: 'settings', at: '/settings/models', onPhone: true },
  { name: 'confirmation', at: '/settings/confirmation', onPhone: false },
  {
    name: 'palette',
    at: '/',
    onPhone: false,
    act: (page) => page.keyboard.press('Control+k'),
  },
];
