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

test('pictures are those that are all there, and those of this server', () => {
  const origin = 'http://127.0.0.1:3000';
  expect(pictureAddress('data:image/png;base64,AA==', origin)).toBe('data:image/png;base64,AA==');
  expect(pictureAddress('/api/picture', origin)).toBe('/api/picture');
  expect(pictureAddress(`${origin}/api/picture`, origin)).toBe(`${origin}/api/picture`);
  for (const address of [
    'https://tracker.example/pixel.png',
    '//tracker.example/pixel.png',
    '/\\tracker.example/pixel.png',
    'http://127.0.0.1:3000.tracker.example/',
    'data:text/html,<script>1</script>',
    'javascript:1',
    'blob:x',
  ])
    expect(pictureAddress(address, origin)).toBeNull();
});
