import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { get, Server, type IncomingMessage } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { createApi } from '../../src/http/create-api.ts';
import { attachRealtime, type Realtime } from '../../src/realtime/attach-realtime.ts';
import { Connections } from '../../src/realtime/connections.ts';
import { eventStreamRoutes } from '../../src/realtime/event-stream-routes.ts';
import type { ServerContext } from '../../src/server-context.ts';
import type { AgentSession } from '../../src/session/agent-session.ts';
import type { Credentials, User, UserAuth } from '../../src/user/user-auth.ts';
import { ManagerRig, type RigOptions } from './running-manager.ts';

export const KEYS = { mine: 'key-of-mine', theirs: 'key-of-theirs' };

/** Two users with a key each, and a cookie for the first. */
const auth: UserAuth = {
  authenticate: async (credentials) => {
    const key = keyOf(credentials);
    if (key !== undefined) return userOf(key);
    return credentials.header('cookie') === 'login=yes'
      ? { id: 'mine', email: null, authType: 'cookie' }
      : null;
  },
};

function keyOf({ header, queryKey }: Credentials): string | undefined {
  return queryKey ?? header('x-session-api-key') ?? header('authorization')?.replace('Bearer ', '');
}

function userOf(key: string): User | null {
  const id = Object.entries(KEYS).find(([, value]) => value === key)?.[0];
  return id === undefined ? null : { id, email: null, authType: 'key' };
}

export interface RealtimeRigOptions extends Partial<RigOptions> {
  connections?: Connections;
}

/** A manager behind a server on a free port, with everything that follows conversations. */
export class RealtimeRig implements AsyncDisposable {
  readonly rig: ManagerRig;
  readonly context: ServerContext;
  readonly server: Server;
  readonly realtime: Realtime;
  /** Connections of clients as they are on this side. */
  readonly sockets = new Set<Socket>();

  private constructor(rig: ManagerRig, context: ServerContext, server: Server, realtime: Realtime) {
    this.rig = rig;
    this.context = context;
    this.server = server;
    this.realtime = realtime;
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
  }

  static async start({
    connections = new Connections(),
    ...options
  }: RealtimeRigOptions = {}): Promise<RealtimeRig> {
    const rig = await ManagerRig.start({ turns: [{ text: 'Hello' }], atEnd: 'repeat-last', ...options });
    const context: ServerContext = { ...rig.context, manager: rig.manager, auth };
    const api = createApi(context, [eventStreamRoutes(connections)]);
    const server = createAdaptorServer({ fetch: api.fetch });
    if (!(server instanceof Server)) throw new TypeError('Not a server of HTTP/1');
    const realtime = attachRealtime(server, context, connections);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new RealtimeRig(rig, context, server, realtime);
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  terminalUrl(conversationId: string, query = 'columns=80&rows=24'): string {
    return `ws://${this.host}/api/conversations/${conversationId}/terminal?${query}`;
  }

  streamUrl(conversationId: string, protocol: 'http' | 'ws' = 'http'): string {
    return `${protocol}://${this.host}/api/conversations/${conversationId}/events/stream`;
  }

  /** One request whose answer is not read. `fetch` would not send another host. */
  async request(url: string, headers: Record<string, string>): Promise<{ status: number | undefined }> {
    const request = get(url, { headers, agent: false });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.destroy();
    return { status: response.statusCode };
  }

  /** The live session of a conversation. */
  session(conversationId: string): AgentSession {
    const session = this.rig.manager.getAgentSession(conversationId);
    if (session === null) throw new Error(`Conversation ${conversationId} does not run`);
    return session;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.realtime.close(1);
    this.server.close();
    this.server.closeAllConnections();
    await this.rig[Symbol.asyncDispose]();
  }
}
