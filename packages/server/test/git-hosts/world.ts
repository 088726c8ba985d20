import { createHash } from 'node:crypto';
import type { SuggestedTaskType } from '@capstan/protocol/api';

/** What all the git hosts of the tests know, whatever the shape they tell it in. */
export const USER = {
  id: 1815,
  login: 'ada',
  name: 'Ada Byron',
  email: 'ada@example.org',
  avatar: 'https://example.org/ada.png',
};

/** An organization, a group, a workspace; on Azure DevOps an organization with a project. */
export const OWNER = 'engines';
export const PROJECT = 'analytical';

/** The newest first. Only the first is public. */
export const REPOSITORIES = ['analytical', 'difference', 'loom', 'orrery', 'planimeter'];

export const PUSHED_AT = '2026-10-03T09:00:00Z';

const sha = (text: string): string => createHash('sha1').update(text).digest('hex');

export interface WorldBranch {
  name: string;
  sha: string;
  protected: boolean;
}

/** Of the first repository. */
export const BRANCHES: WorldBranch[] = [
  'main',
  'feature/cards',
  'feature/mill',
  'fix/carry',
  'release/1',
].map((name) => ({ name, sha: sha(name), protected: name === 'main' }));

/** Of the first repository, on its main branch. */
export const FILES: ReadonlyMap<string, string> = new Map([
  ['README.md', '# Analytical engine\n'],
  ['.cursorrules', 'Count from zero.\n'],
  ['.openhands/microagents/README.md', 'What these files are.\n'],
  ['.openhands/microagents/cards.md', '---\ntriggers:\n  - punched cards\n---\nCards are read – twice.\n'],
  ['.openhands/microagents/mill.md', 'The mill has a store.\n'],
  ['.openhands/microagents/deep/inside.md', 'Not in this folder.\n'],
]);

/** Entries of a folder; undefined if there is no such folder. */
export function entriesOf(folder: string): { path: string; isFolder: boolean }[] | undefined {
  const prefix = folder === '' ? '' : `${folder}/`;
  const inside = [...FILES.keys()].filter((path) => path.startsWith(prefix));
  if (inside.length === 0) return undefined;
  const names = new Map<string, boolean>();
  for (const path of inside) {
    const [name = '', ...deeper] = path.slice(prefix.length).split('/');
    names.set(name, deeper.length > 0);
  }
  return [...names].map(([name, isFolder]) => ({ path: `${prefix}${name}`, isFolder }));
}

/** Pull requests of the user by number, with what they wait for, and an issue. Nobody waits for the fifth. */
export const TASKS: readonly { number: number; title: string; type: SuggestedTaskType | null }[] = [
  { number: 1, title: 'Turn the crank', type: 'MERGE_CONFLICTS' },
  { number: 2, title: 'Oil the wheels', type: 'FAILING_CHECKS' },
  { number: 3, title: 'Name the columns', type: 'UNRESOLVED_COMMENTS' },
  { number: 4, title: 'Carry is slow', type: 'OPEN_ISSUE' },
  { number: 5, title: 'Polish the brass', type: null },
];

export const PULL_REQUESTS = TASKS.filter(({ type }) => type !== 'OPEN_ISSUE');
export const ISSUES = TASKS.filter(({ type }) => type === 'OPEN_ISSUE');

/** Number that the next pull request gets. */
export const NEXT_NUMBER = 41;
export const CLOSED_NUMBER = 40;
export const LABELS = [
  { id: 71, name: 'brass' },
  { id: 72, name: 'steam' },
];
