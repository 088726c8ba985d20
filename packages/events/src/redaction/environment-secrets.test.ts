import { expect, it } from 'vitest';
import { environmentSecrets } from './environment-secrets.ts';

it.each(['OPENAI_API_KEY', 'CAPSTAN_VAULT_KEY', 'CAPSTAN_VAULT_PREVIOUS_KEY', 'GITHUB_TOKEN', 'db_password'])(
  '%s holds a secret',
  (name) => {
    expect(environmentSecrets({ [name]: 'long enough', HOME: '/home/somebody' })).toEqual({
      [name]: 'long enough',
    });
  },
);

it('a short value is an ordinary word, and a name that is given counts', () => {
  expect(environmentSecrets({ API_KEY: 'short', MINE: 'long enough' }, ['MINE'])).toEqual({
    MINE: 'long enough',
  });
});
