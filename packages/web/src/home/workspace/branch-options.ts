import type { Branch } from '../../api/git.ts';
import { visibleText } from '../../screen/index.ts';
import type { PickOption } from '../pick-list.tsx';

/** Id of the choice of none; no branch can be called that. */
export const DEFAULT_BRANCH = '..';

/** Branches to choose from, with the default one, whatever it is, before them while nothing is looked for. */
export function branchOptions(branches: readonly Branch[], query: string): PickOption[] {
  const options = branches.map(({ name, protected: isProtected }): PickOption => ({
    id: name,
    text: visibleText(name),
    icon: 'branch',
    ...(isProtected ? { note: 'protected' } : {}),
  }));
  return query === ''
    ? [{ id: DEFAULT_BRANCH, text: 'Default branch', icon: 'branch' }, ...options]
    : options;
}
