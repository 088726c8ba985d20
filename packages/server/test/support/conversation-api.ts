import { createApi } from '../../src/http/create-api.ts';
import type { Api } from '../../src/http/api.ts';
import { ROUTES } from '../../src/routes/index.ts';
import type { ServerContext } from '../../src/server-context.ts';
import type { UserAuth } from '../../src/user/user-auth.ts';
import { ManagerRig, type RigOptions } from './running-manager.ts';

/** The key is the name of the user; `nobody` is the user of a server without users. */
const byName: UserAuth = {
  authenticate: async ({ header }) => {
    const name = header('x-session-api-key');
    if (name === undefined) return null;
    return { id: name === 'nobody' ? null : name, email: null, authType: 'key' };
  },
};

export interface ApiAnswer {
  status: number;
  body: unknown;
}

/** All routes over a real manager, asked without a socket. */
export class ConversationApi implements AsyncDisposable {
  readonly rig: ManagerRig;
  readonly context: ServerContext;
  readonly #api: Api;

  private constructor(rig: ManagerRig) {
    this.rig = rig;
    this.context = { ...rig.context, manager: rig.manager, auth: byName };
    this.#api = createApi(this.context, ROUTES, { checkResponses: true });
  }

  static async start(options: RigOptions): Promise<ConversationApi> {
    return new ConversationApi(await ManagerRig.start(options));
  }

  async ask(method: string, path: string, body?: unknown, user = 'nobody'): Promise<ApiAnswer> {
    const response = await this.#api.request(path, {
      method,
      headers: {
        'x-session-api-key': user,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.rig[Symbol.asyncDispose]();
  }
}
