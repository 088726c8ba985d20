import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CONDITIONS } from '../../screen/index.ts';
import { addressOf, filterOf, isNarrowed, listViewOf, STATE_FILTERS } from './list-view.ts';

it('is found again in the address', () => {
  const views = fc.record({
    query: fc.string(),
    state: fc.constantFrom(...STATE_FILTERS),
    repository: fc.option(fc.string({ minLength: 1 })),
  });
  fc.assert(
    fc.property(views, (view) => {
      expect(listViewOf(new URLSearchParams(addressOf(view).toString()))).toEqual(view);
    }),
  );
});

it('an address that means nothing shows all', () => {
  const view = listViewOf(new URLSearchParams('filter=other&repository='));
  expect(view).toEqual({ query: '', state: 'all', repository: null });
  expect([filterOf(view), isNarrowed(view)]).toEqual([{}, false]);
});

it('each state of a conversation is under one filter', () => {
  const covered = STATE_FILTERS.flatMap(
    (state) => filterOf({ query: '', state, repository: null }).conditions ?? [],
  );
  expect(covered.toSorted()).toEqual([...CONDITIONS].toSorted());
});

it('asks for what is narrowed', () => {
  expect(filterOf({ query: ' basket ', state: 'done', repository: 'acme/shop' })).toEqual({
    query: 'basket',
    conditions: ['done'],
    repository: 'acme/shop',
  });
});
