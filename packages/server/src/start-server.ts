import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import { extensionPart } from './config/extension-part.ts';
import type { ServerConfig } from './config/server-config.ts';
import { MANAGER_METHODS, type ConversationManager } from './conversation/conversation-manager.ts';
import { StandaloneConversationManager } from './conversation/standalone-conversation-manager.ts';
import { createApi } from './http/create-api.ts';
import { httpServer } from './http/http-server.ts';
import { requestListener } from './http/request-listener.ts';
import { openContext } from './open-context.ts';
import { asCapstanError } from './operations/as-capstan-error.ts';
import { gracefulShutdown } from './operations/graceful-shutdown.ts';
import { watchServer } from './operations/watch-server.ts';
import { attachRealtime } from './realtime/attach-realtime.ts';
import { Connections } from './realtime/connections.ts';
import { eventStreamRoutes } from './realtime/event-stream-routes.ts';
import { ROUTES } from './routes/index.ts';
import type { ExtensionContext, ServerContext } from './server-context.ts';
import { createUserAuth } from './user/create-user-auth.ts';
import { loadSessionKey } from './user/session-key.ts';
import { SessionKeyAuth } from './user/session-key-auth.ts';
import type { UserAuth } from './user/user-auth.ts';

/** Part of the time of a shutdown that clients get to leave in peace. */
const CLIENTS_SHARE = 0.2;

export interface StartOptions {
  /** Of the program, for traces and the API document. */
  version: string;
  /** Answers are checked against the schemas of their routes; for tests. */
  checkResponses?: boolean;
}

export interface RunningServer {
  /** Where it listens. */
  readonly url: string;
  readonly context: ServerContext;
  /** URL that lets one browser in, once; null where people log in by an identity provider. */
  loginLink(): string | null;
  /** Drains, within the bound of the configuration. Whether everything was done in time. */
  close(): Promise<boolean>;
}

/**
 * Starts a server. Resolves once it answers. Rejects with `config_invalid`, a storage error, or what the system says of an address that cannot be had;
 * nothing is left running then.
 */
export async function startServer(config: ServerConfig, options: StartOptions): Promise<RunningServer> {
  await mkdir(config.home, { recursive: true, mode: 0o700 });
  const known = await withSessionKey(config);
  await using cleanup = new AsyncDisposableStack();
  const { context: extension, tracing } = await openContext(known, options.version);
  cleanup.defer(() => extension.storage.close());
  cleanup.defer(() => tracing.close());
  const context: ServerContext = {
    ...extension,
    manager: await openManager(extension),
    auth: await openAuth(extension),
  };
  const { log, manager } = context;
  const connections = new Connections();
  const api = createApi(context, [...ROUTES, eventStreamRoutes(connections)], {
    checkResponses: options.checkResponses ?? false,
  });
  const { server, cutOff } = httpServer(requestListener(api, log), log);
  await listen(server, known);
  const realtime = attachRealtime(server, context, connections);
  cleanup.move();

  manager.enter().catch((error: unknown) => {
    log.error(
      { error: asCapstanError(error) },
      'Conversations of an earlier run could not be looked through',
    );
  });
  const unwatch = watchServer(context);
  const url = urlOf(server, known.http.host);
  let closing: Promise<boolean> | undefined;
  const close = (): Promise<boolean> => {
    const { shutdownSeconds: seconds } = known.operations;
    const stopped = Promise.withResolvers<void>();
    return gracefulShutdown({
      seconds,
      log,
      steps: [
        { name: 'stop listening', run: () => void server.close(() => stopped.resolve()) },
        { name: 'send clients away', run: () => realtime.close(seconds * CLIENTS_SHARE) },
        { name: 'close conversations', run: () => manager.exit() },
        { name: 'end requests', run: cutOff },
        { name: 'stop measuring', run: unwatch },
        { name: 'send traces', run: () => tracing.close() },
        { name: 'close the storage', run: () => context.storage.close() },
        { name: 'wait for the last answer', run: () => stopped.promise },
      ],
    });
  };
  return {
    url,
    context,
    loginLink: () =>
      context.auth instanceof SessionKeyAuth
        ? (known.http.publicUrl ?? url) + context.auth.createLoginLink()
        : null,
    close: () => (closing ??= close()),
  };
}

/** The key of the server is known from here on, so that it can be masked everywhere. */
async function withSessionKey(config: ServerConfig): Promise<ServerConfig> {
  const { auth, home } = config;
  if (auth.sessionApiKey !== null || auth.oidc !== null) return config;
  return { ...config, auth: { ...auth, sessionApiKey: await loadSessionKey(home) } };
}

function openManager(context: ExtensionContext): Promise<ConversationManager> {
  return extensionPart<ConversationManager>({
    specifier: context.config.extensions.conversationManager,
    what: 'conversation manager',
    methods: MANAGER_METHODS,
    context,
    standard: () => new StandaloneConversationManager(context),
  });
}

async function openAuth(context: ExtensionContext): Promise<UserAuth> {
  const own = await createUserAuth(context.config);
  return extensionPart<UserAuth>({
    specifier: context.config.extensions.userAuth,
    what: 'user authentication',
    methods: ['authenticate'],
    context,
    standard: () => own,
  });
}

async function listen(server: Server, { http }: ServerConfig): Promise<void> {
  server.listen(http.port, http.host);
  await once(server, 'listening');
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}
