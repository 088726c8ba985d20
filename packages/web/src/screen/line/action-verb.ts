import type { ActionEntry, EditEntry } from '../entry.ts';

/** As in "run", "running", "ran". */
type Verb = readonly [plain: string, going: string, done: string];

const EDITS: Readonly<Record<EditEntry['operation'], Verb>> = {
  create: ['create', 'Creating', 'Created'],
  replace: ['edit', 'Editing', 'Edited'],
  insert: ['edit', 'Editing', 'Edited'],
  undo: ['undo the last edit of', 'Undoing the last edit of', 'Undid the last edit of'],
  write: ['write', 'Writing', 'Wrote'],
};

/** What is done, in the tense that fits how far it has got. */
export function actionVerb(entry: ActionEntry): string {
  const [plain, going, done] = verbOf(entry);
  switch (entry.progress) {
    case 'waiting':
      return `Wants to ${plain}`;
    case 'running':
      return going;
    case 'rejected':
      return `Was not allowed to ${plain}`;
    case 'interrupted':
      // What was asked about, or was never begun, is told from what was broken off.
      return entry.startedAt === null ? `Did not ${plain}` : `Did not finish ${going.toLowerCase()}`;
    case 'done':
      return done;
    case 'failed':
      return hasRun(entry) ? done : `Could not ${plain}`;
  }
}

/** A command that ended with a number other than 0 was run all the same. */
const hasRun = (entry: ActionEntry): boolean =>
  entry.kind === 'command' ? entry.exitCode !== null : entry.kind === 'cell' || entry.kind === 'delegate';

function verbOf(entry: ActionEntry): Verb {
  switch (entry.kind) {
    case 'command':
      if (entry.isInput) return ['send', 'Sending', 'Sent'];
      if (entry.command.trim() === '') return ['wait for', 'Waiting for', 'Waited for'];
      return ['run', 'Running', 'Ran'];
    case 'cell':
      return ['run Python', 'Running Python', 'Ran Python'];
    case 'read':
      return ['read', 'Reading', 'Read'];
    case 'edit':
      return EDITS[entry.operation];
    case 'browse':
      return entry.request === entry.url || isAddress(entry.request)
        ? ['open', 'Opening', 'Opened']
        : ['use the browser', 'Using the browser', 'Used the browser'];
    case 'tool':
      return ['call', 'Calling', 'Called'];
    case 'delegate':
      return ['hand over to', 'Working as', 'Handed over to'];
  }
}

const isAddress = (text: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(text);
