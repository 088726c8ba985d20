import { once } from 'node:events';
import { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import * as z from 'zod';
import type { GitProviders } from '../../src/git-provider/git-providers.ts';
import { createApi } from '../../src/http/create-api.ts';
import { mcpRoutes } from '../../src/routes/mcp/mcp-routes.ts';
import type { ServerContext } from '../../src/server-context.ts';
import { bearerToken } from '../../src/user/bearer.ts';
import type { UserAuth } from '../../src/user/user-auth.ts';
import { ManagerRig, type RigOptions } from './running-manager.ts';

/** Whoever shows `key-of-<name>` is that user. */
const auth: UserAuth = {
  authenticate: async ({ header }) => {
    const key = header('x-session-api-key') ?? bearerToken(header('authorization'));
    const id = /^key-of-(\w+)$/.exec(key ?? '')?.[1];
    return id === undefined ? null : { id, email: null, authType: 'key' };
  },
};

const resultSchema = z.object({
  content: z.array(z.object({ type: z.literal('text'), text: z.string() })),
  structuredContent: z.record(z.string(), z.json()).optional(),
  isError: z.boolean().default(false),
});

export interface ToolResult {
  isError: boolean;
  texts: string[];
  structured: z.output<typeof resultSchema>['structuredContent'];
}

export interface CallOptions {
  onProgress?: (message: string | undefined) => void;
  signal?: AbortSignal;
}

/** One user's connection. */
export class McpUser implements AsyncDisposable {
  readonly client: Client;

  constructor(client: Client) {
    this.client = client;
  }

  async call(name: string, args: object, { onProgress, signal }: CallOptions = {}): Promise<ToolResult> {
    const answer = await this.client.callTool(
      { name, arguments: { ...args } },
      {
        ...(signal !== undefined && { signal }),
        ...(onProgress !== undefined && { onprogress: ({ message }) => onProgress(message) }),
      },
    );
    const { content, structuredContent, isError } = resultSchema.parse(answer);
    return { isError, structured: structuredContent, texts: content.map(({ text }) => text) };
  }

  /** The structured result. Throws what a failed tool says. */
  async use(
    name: string,
    args: object,
    options?: CallOptions,
  ): Promise<NonNullable<ToolResult['structured']>> {
    const { isError, structured, texts } = await this.call(name, args, options);
    if (isError || structured === undefined) throw new Error(texts.join('\n'));
    return structured;
  }

  /** Starts a conversation and gives its id. */
  async begin(message: string): Promise<string> {
    return z.string().parse((await this.use('start_conversation', { message })).conversation_id);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.client.close();
  }
}

export interface McpRigOptions extends Partial<RigOptions> {
  gitProviders?: GitProviders;
}

export interface ConnectOptions {
  path?: string;
  headers?: Record<string, string>;
  /** Of the protocol; `legacy` is the one of 2025. */
  era?: 'legacy' | 'auto';
}

/** The MCP endpoint on a free port, before a manager with a scripted model. */
export class McpRig implements AsyncDisposable {
  readonly rig: ManagerRig;
  readonly context: ServerContext;
  readonly server: Server;

  private constructor(rig: ManagerRig, context: ServerContext, server: Server) {
    this.rig = rig;
    this.context = context;
    this.server = server;
  }

  static async start({ gitProviders, ...options }: McpRigOptions = {}): Promise<McpRig> {
    const rig = await ManagerRig.start({ turns: [{ text: 'Hello' }], atEnd: 'repeat-last', ...options });
    const context: ServerContext = {
      ...rig.context,
      ...(gitProviders !== undefined && { gitProviders }),
      manager: rig.manager,
      auth,
    };
    const api = createApi(context, [mcpRoutes], { checkResponses: false });
    const server = createAdaptorServer({ fetch: api.fetch });
    if (!(server instanceof Server)) throw new TypeError('Not a server of HTTP/1');
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new McpRig(rig, context, server);
  }

  get origin(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return `http://127.0.0.1:${address.port}`;
  }

  async connect(
    user: string,
    { path = '/mcp', headers, era = 'auto' }: ConnectOptions = {},
  ): Promise<McpUser> {
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: era } });
    const transport = new StreamableHTTPClientTransport(new URL(path, this.origin), {
      requestInit: { headers: { authorization: `Bearer key-of-${user}`, ...headers } },
    });
    await client.connect(transport);
    return new McpUser(client);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await this.rig[Symbol.asyncDispose]();
  }
}
