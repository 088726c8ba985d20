import { inspect } from 'node:util';
import type { GitProviders } from '../src/git-provider/git-providers.ts';
import { createApi } from '../src/http/create-api.ts';
import { gitProviderTokenRoutes } from '../src/routes/secrets/git-provider-token-routes.ts';
import { secretRoutes } from '../src/routes/secrets/secret-routes.ts';
import { settingsRoutes } from '../src/routes/settings/settings-routes.ts';
import type { UserAuth } from '../src/user/user-auth.ts';
import { openSealedStorage, removeHome, temporaryHome, type SealedStorage } from './sealed-storage.ts';
import { shellContext } from './shell-context.ts';

export interface Answer {
  status: number;
  /** As parsed JSON. */
  body: unknown;
  text: string;
}

/** The routes of settings and secrets over a real storage. Who asks is whom the key names. */
export interface SettingsApi extends SealedStorage {
  ask: (
    method: string,
    path: string,
    body?: unknown,
    options?: { user?: string; type?: string },
  ) => Promise<Answer>;
  /** Every answer and every line of the log so far. */
  everythingShown: () => string;
}

const usersByKey: UserAuth = {
  authenticate: async ({ header }) => {
    const key = header('x-session-api-key');
    return key === undefined ? null : { id: key === 'nobody' ? null : key, email: null, authType: 'key' };
  },
};

const noProviders: GitProviders = { open: () => undefined, openAll: () => [] };

export async function openSettingsApi(gitProviders: GitProviders = noProviders): Promise<SettingsApi> {
  const sealed = await openSealedStorage(await temporaryHome());
  const shell = shellContext({ auth: usersByKey });
  const context = { ...shell, settings: sealed.settings, secrets: sealed.secrets, gitProviders };
  const api = createApi(context, [settingsRoutes, secretRoutes, gitProviderTokenRoutes], {
    checkResponses: true,
  });
  const answers: string[] = [];
  return {
    ...sealed,
    ask: async (method, path, body, { user = 'nobody', type = 'application/json' } = {}) => {
      const headers = { 'x-session-api-key': user, ...(body === undefined ? {} : { 'content-type': type }) };
      const response = await api.request(path, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      answers.push(text, JSON.stringify([...response.headers]));
      return { status: response.status, body: JSON.parse(text), text };
    },
    everythingShown: () =>
      [...answers, ...shell.log.lines.map((line) => inspect(line, { depth: 9 }))].join('\n'),
    close: async () => {
      await sealed.close();
      await removeHome(sealed.home);
    },
  };
}
