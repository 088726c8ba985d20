import { expect, it } from 'vitest';
import { ApiFailure } from '../../api/api-failure.ts';
import { startTrouble } from './start-remedy.ts';

it.each([
  ['settings_not_found', 'settings'],
  ['model_key_missing', 'settings'],
  ['git_provider_authentication', 'settings'],
  ['workspace_not_found', 'workspace'],
  ['server_unreachable', 'retry'],
  ['something_new', 'retry'],
])('%s is mended by %s', (code, kind) => {
  expect(startTrouble(new ApiFailure('no', { status: 400, code })).remedy.kind).toBe(kind);
});

it('what is no answer of the server can be tried again', () => {
  expect(startTrouble(new TypeError('x')).remedy.kind).toBe('retry');
});
