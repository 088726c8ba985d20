import { ApiFailure } from '../../api/api-failure.ts';

/** What a person does about a start that failed. */
export type StartRemedy =
  | { kind: 'settings'; section: 'models' | 'git'; label: string }
  | { kind: 'workspace'; label: string }
  | { kind: 'retry'; label: string };

export interface StartTrouble {
  /** What happened. */
  title: string;
  remedy: StartRemedy;
  /** What to do, where the words of the server are for those who run it. */
  advice?: string;
}

const MODEL: StartRemedy = { kind: 'settings', section: 'models', label: 'Choose a model' };
const RETRY: StartRemedy = { kind: 'retry', label: 'Try again' };

/** By the codes of the error table. */
const TROUBLES: ReadonlyMap<string, StartTrouble> = new Map([
  ['settings_not_found', { title: 'No model is chosen yet', remedy: MODEL, advice: 'Your task is kept.' }],
  ['model_unknown', { title: 'The chosen model is not known', remedy: MODEL, advice: 'Your task is kept.' }],
  [
    'model_key_missing',
    {
      title: 'The chosen model needs a key',
      remedy: { kind: 'settings', section: 'models', label: 'Add a key' },
    },
  ],
  [
    'git_provider_authentication',
    {
      title: 'The repository cannot be reached with your tokens',
      remedy: { kind: 'settings', section: 'git', label: 'Git providers' },
    },
  ],
  [
    'workspace_not_found',
    { title: 'The folder is not there', remedy: { kind: 'workspace', label: 'Choose another' } },
  ],
  [
    'forbidden',
    {
      title: 'The server does not permit this workspace',
      remedy: { kind: 'workspace', label: 'Choose another' },
    },
  ],
  [
    'request_too_large',
    {
      title: 'The task with its pictures is too large',
      remedy: RETRY,
      advice: 'Take some pictures away, then try again.',
    },
  ],
]);

/** What went wrong with a start, in the words for a person, and the button that helps. */
export function startTrouble(failure: unknown): StartTrouble {
  const known = failure instanceof ApiFailure ? TROUBLES.get(failure.code) : undefined;
  return known ?? { title: 'The conversation did not begin. Your task is kept.', remedy: RETRY };
}
