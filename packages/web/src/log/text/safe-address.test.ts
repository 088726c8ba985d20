import { expect, test } from 'vitest';
import { linkAddress, pictureAddress } from './safe-address.ts';

test('links lead to http and https only', () => {
  expect(linkAddress('https://example.com/a?b#c')).toBe('https://example.com/a?b#c');
  for (const address of [
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '//example.com',
    '/settings',
    'https://',
    'mailto:a@example.com',
  ])
    expect(linkAddress(address)).toBeNull();
});

const origin = 'http://127.0.0.1:3000';

test('pictures are those that are all there, and those of the page', () => {
  expect(pictureAddress('data:image/png;base64,AA==', origin)).toBe('data:image/png;base64,AA==');
  expect(pictureAddress('/assets/logo.png', origin)).toBe(`${origin}/assets/logo.png`);
  expect(pictureAddress(`${origin}/assets/logo.png`, origin)).toBe(`${origin}/assets/logo.png`);
  for (const address of [
    'https://tracker.example/pixel.png',
    '//tracker.example/pixel.png',
    '/\\tracker.example/pixel.png',
    '/\t/tracker.example/assets/pixel.png',
    'http://127.0.0.1:3000.tracker.example/',
    'data:text/html,<script>1</script>',
    'javascript:1',
    'blob:x',
  ])
    expect(pictureAddress(address, origin)).toBeNull();
});

test('no picture of a hostile text asks the server for something in the name of the person', () => {
  for (const address of [
    '/api/conversations/1/remember-prompt?event_id=1',
    `${origin}/api/conversations/1/zip-directory`,
    '/%61pi/conversations',
    '/assets/../api/conversations',
    '/assets/%2e%2e/api/conversations',
    '/login?token=1',
    'api/conversations',
    '',
  ])
    expect(pictureAddress(address, origin)).toBeNull();
});
