import { createRoute } from '@hono/zod-openapi';
import {
  runtimeConfigSchema,
  vscodeUrlSchema,
  webHostsSchema,
  workspaceMicroagentsSchema,
} from '@capstan/protocol/api';
import { readMicroagents } from '@capstan/runtime';
import { CapstanError, type ErrorCode, type ListeningPort, type WorkspaceAccess } from '@capstan/protocol';
import type { RouteModule } from '../../http/api.ts';
import { hostOf } from '../../http/host-check.ts';
import { conversationIdParam } from '../../http/conversation-id.ts';
import { FAILURE, json } from '../../http/route-description.ts';
import { ownedConversation } from '../../user/owner.ts';
import { webHosts } from './web-hosts.ts';
import { withConversation } from './with-conversation.ts';

const path = '/api/conversations/{conversation_id}';
const tags = ['workspace'];
const failures = { 400: FAILURE[400], 404: FAILURE[404] };
const request = { params: conversationIdParam };

const config = createRoute({
  method: 'get',
  path: `${path}/config`,
  operationId: 'getRuntimeConfig',
  summary: 'Ids of the runtime',
  tags,
  request,
  responses: { 200: json(runtimeConfigSchema, 'Null for a sandbox of this machine'), ...failures },
});

const vscode = createRoute({
  method: 'get',
  path: `${path}/vscode-url`,
  operationId: 'getVscodeUrl',
  summary: 'Where VS Code for the workspace is served',
  tags,
  request,
  responses: { 200: json(vscodeUrlSchema, 'Null where the runtime has none'), ...failures },
});

const hosts = createRoute({
  method: 'get',
  path: `${path}/web-hosts`,
  operationId: 'listWebHosts',
  summary: 'Where web applications of the agent are reached',
  tags,
  request,
  responses: {
    200: json(webHostsSchema, 'Address → port; empty while the conversation does not run'),
    ...failures,
  },
});

const microagents = createRoute({
  method: 'get',
  path: `${path}/microagents`,
  operationId: 'listMicroagents',
  summary: 'Notes for agents in the workspace',
  tags,
  request,
  responses: { 200: json(workspaceMicroagentsSchema, 'The notes'), ...failures, 503: FAILURE[503] },
});

export const runtimeRoutes: RouteModule = (api, server) => {
  api.openapi(config, async (context) => {
    const { conversation_id: conversationId } = context.req.valid('param');
    const { sandboxId } = await ownedConversation(server, conversationId, context.get('user'));
    return context.json({ runtime_id: sandboxId, session_id: conversationId }, 200);
  });

  api.openapi(vscode, async (context) => {
    const { conversation_id: conversationId } = context.req.valid('param');
    await ownedConversation(server, conversationId, context.get('user'));
    return context.json({ vscode_url: null }, 200);
  });

  api.openapi(hosts, async (context) => {
    const { conversation_id: conversationId } = context.req.valid('param');
    await ownedConversation(server, conversationId, context.get('user'));
    const session = server.manager.getAgentSession(conversationId);
    // Whoever only looks does not start a sandbox.
    if (session?.runtimeStatus !== 'STATUS$READY') return context.json({ hosts: {} }, 200);
    const ports = await portsOf(session.runtime.access, context.req.raw.signal);
    return context.json({ hosts: webHosts(ports, server.config.http, hostOf(context)) }, 200);
  });

  api.openapi(microagents, async (context) => {
    const { conversation_id: conversationId } = context.req.valid('param');
    const user = context.get('user');
    const { selectedRepository } = await ownedConversation(server, conversationId, user);
    const folders = [
      '.',
      ...(selectedRepository === null ? [] : [selectedRepository.split('/').at(-1) ?? '.']),
    ];
    const found = await withConversation(server, conversationId, user, ({ runtime }) =>
      readMicroagents(runtime.access, folders),
    );
    return context.json({ microagents: found.microagents }, 200);
  });
};

/** The sandbox has ended, nobody asks any more, or the executor is of an earlier Capstan that tells of no ports. */
const TELLS_NONE: ReadonlySet<ErrorCode> = new Set(['runtime_disconnected', 'cancelled', 'request_invalid']);

async function portsOf(access: WorkspaceAccess, signal: AbortSignal): Promise<ListeningPort[]> {
  try {
    return await access.listeningPorts(signal);
  } catch (error) {
    if (CapstanError.is(error) && TELLS_NONE.has(error.code)) return [];
    throw error;
  }
}
