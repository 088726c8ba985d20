import { describe, expect, it } from 'vitest';
import { nearestName } from './nearest-name.ts';

describe('the nearest name', () => {
  it.each([
    ['prot', 'port'],
    ['hots', 'host'],
    ['max_iteration', 'max_iterations'],
    ['Port', 'port'],
  ])('of %s is %s', (name, expected) => {
    expect(nearestName(name, ['host', 'port', 'max_iterations'])).toBe(expected);
  });

  it('is none where more than a third differs', () => {
    expect(nearestName('door', ['port', 'host'])).toBeUndefined();
    expect(nearestName('', ['port'])).toBeUndefined();
    expect(nearestName('port', [])).toBeUndefined();
  });
});
