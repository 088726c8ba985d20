import { expect, test } from 'vitest';
import { browserOpener } from './open-browser.ts';

const desk = { platform: 'linux', env: { DISPLAY: ':0' }, isTerminal: true } as const;

test.each([
  ['a desktop', desk, 'xdg-open'],
  ['a desktop without X', { ...desk, env: { WAYLAND_DISPLAY: 'wayland-0' } }, 'xdg-open'],
  ['a Mac', { ...desk, platform: 'darwin', env: {} } as const, 'open'],
  ['a machine without a screen', { ...desk, env: {} }, undefined],
  ['a login from afar', { ...desk, env: { DISPLAY: ':10', SSH_CONNECTION: '1 2 3 4' } }, undefined],
  ['a pipe', { ...desk, isTerminal: false }, undefined],
  ['CI', { ...desk, env: { DISPLAY: ':0', CI: 'true' } }, undefined],
])('on %s', (_where, desktop, opener) => {
  expect(browserOpener(desktop)).toBe(opener);
});
