import { expect, it } from 'vitest';
import { screenOf } from '../../screen/index.ts';
import { WRITTEN_LOGS } from '../../stories/logs/index.ts';
import { ownPicture, visitsOf, visitToShow } from './visits.ts';
import { webAddress } from './web-address.ts';

it.each([
  ['https://example.com/a b', 'https://example.com/a%20b'],
  [' http://example.com', 'http://example.com/'],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['file:///etc/passwd', null],
  ['//example.com', null],
  ['example.com', null],
  ['', null],
])('opens %s as %s', (text, address) => {
  expect(webAddress(text)).toBe(address);
});

it.each([
  ['data:image/png;base64,AAAA', true],
  ['data:image/svg+xml;base64,AAAA', true],
  ['data:text/html;base64,AAAA', false],
  ['https://example.com/pixel.png', false],
  ['', false],
])('shows the picture %s: %s', (url, shown) => {
  expect(ownPicture(url)).toBe(shown ? url : null);
});

it('lists what was opened, also by other agents, and shows the last with something on it', () => {
  const visits = visitsOf(screenOf(WRITTEN_LOGS.browsing()));
  expect(visits.map(({ url }) => url)).toEqual([
    'https://example.com/pricing',
    'https://example.com/pricing/large',
    'https://example.com/pricing/large',
    expect.any(String),
  ]);
  expect(visitToShow(visits, null)?.screenshot === '' && visitToShow(visits, null)?.text === '').toBe(false);
  expect(visitToShow(visits, visits[0]?.key ?? '')).toBe(visits[0]);
  expect(visitToShow(visits, 'gone')).toBe(visitToShow(visits, null));
  expect(visitToShow([], null)).toBeNull();
  expect(visitsOf(screenOf(WRITTEN_LOGS.delegated()))).toHaveLength(1);
});

it('knows nothing of what comes later than the moment', () => {
  const events = WRITTEN_LOGS.browsing();
  const [first] = visitsOf(screenOf(events));
  expect(visitsOf(screenOf(events, first?.observationId ?? 0))).toHaveLength(1);
  expect(visitsOf(screenOf(events, 1))).toEqual([]);
});
