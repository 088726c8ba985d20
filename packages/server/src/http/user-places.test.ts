import { expect, it } from 'vitest';
import { UserPlaces } from './user-places.ts';

it('each user has so many places, which are free again afterwards', () => {
  const places = new UserPlaces({ most: 2 });
  const [ann, nobody] = [{ id: 'ann' }, { id: null }];
  const first = places.take(ann);
  using _second = places.take(ann);
  expect(() => places.take(ann)).toThrow('2 of these are under way already');
  using _other = places.take(nobody);
  first[Symbol.dispose]();
  using _third = places.take(ann);
  expect(() => places.take(ann)).toThrow('under way');
});
