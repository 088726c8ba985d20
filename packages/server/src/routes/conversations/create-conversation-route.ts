import { createRoute } from '@hono/zod-openapi';
import { CapstanError, type ConversationTrigger } from '@capstan/protocol';
import {
  conversationResponseSchema,
  newConversationSchema,
  type NewConversationBody,
} from '@capstan/protocol/api';
import { createConversation, type NewConversationRequest } from '../../conversation/create-conversation.ts';
import { createDemo, type DemoRequest } from '../../conversation/create-demo.ts';
import { renderSuggestedTask } from '../../git-provider/suggested-task-prompt.ts';
import type { RouteModule } from '../../http/api.ts';
import { ApiFailure } from '../../http/api-failure.ts';
import { FAILURE, json, jsonBody } from '../../http/route-description.ts';
import type { User } from '../../user/user-auth.ts';

const route = createRoute({
  method: 'post',
  path: '/api/conversations',
  operationId: 'createConversation',
  summary: 'Begin a conversation',
  tags: ['conversations'],
  request: { body: jsonBody(newConversationSchema) },
  responses: {
    200: json(conversationResponseSchema, 'It begins; phases and failures of the start come over its stream'),
    400: FAILURE[400],
    401: FAILURE[401],
    409: FAILURE[409],
  },
});

/** Answers as soon as what the person said is durable; the start goes on behind it. */
export const createConversationRoute: RouteModule = (api, server) => {
  api.openapi(route, async (context) => {
    const body = context.req.valid('json');
    if (typeof body.conversation_id === 'string' && !server.config.conversations.allowSetId) {
      throw new CapstanError('request_invalid', 'This server chooses the ids of conversations', {
        remedy: 'Leave out conversation_id, or start the server with ALLOW_SET_CONVERSATION_ID=1.',
      });
    }
    try {
      const loop = await (body.demo === true
        ? createDemo(server, demoRequestOf(body, context.get('user')))
        : createConversation(server, requestOf(body, context.get('user'))));
      return context.json(
        {
          status: 'ok' as const,
          conversation_id: loop.conversationId,
          message: null,
          conversation_status: loop.status,
        },
        200,
      );
    } catch (error) {
      throw forClients(error);
    }
  });
};

function requestOf(body: NewConversationBody, user: User): NewConversationRequest {
  const { suggested_task: task, create_microagent: microagent } = body;
  const content = task ? renderSuggestedTask(task) : body.initial_user_msg;
  const imageUrls = body.image_urls ?? [];
  const repository = body.repository ?? microagent?.repo;
  const workspace = body.workspace_folder ?? body.workspace;
  const gitProvider = body.git_provider ?? microagent?.git_provider;
  return {
    userId: user.id,
    trigger: triggerOf(body, user),
    ...((content || imageUrls.length > 0) && { message: { content: content ?? '', imageUrls } }),
    ...(body.conversation_id && { conversationId: body.conversation_id }),
    ...(repository && { repository }),
    ...(gitProvider && { gitProvider }),
    ...(body.selected_branch && { branch: body.selected_branch }),
    ...(body.conversation_instructions && { instructions: body.conversation_instructions }),
    ...(body.mcp_config && { mcpConfig: body.mcp_config }),
    ...(body.replay_json && { replayJson: body.replay_json }),
    ...(workspace && { workspace }),
  };
}

const DEMO_FIELDS = ['demo', 'conversation_id'];

/** Throws `request_invalid` for what would be left undone. */
function demoRequestOf(body: NewConversationBody, user: User): DemoRequest {
  const others = Object.entries(body).flatMap(([name, value]) =>
    DEMO_FIELDS.includes(name) || value === null || value === undefined ? [] : [name],
  );
  if (others.length > 0) {
    const names = others.join(', ');
    throw new CapstanError('request_invalid', `The demo brings its own task, so ${names} cannot be used`, {
      remedy: `Leave out demo, or ${names}.`,
    });
  }
  return {
    userId: user.id,
    trigger: triggerOf(body, user),
    ...(body.conversation_id && { conversationId: body.conversation_id }),
  };
}

function triggerOf(body: NewConversationBody, user: User): ConversationTrigger {
  if (user.authType === 'bearer') return 'openhands_api';
  if (body.suggested_task) return 'suggested_task';
  return body.create_microagent ? 'microagent_management' : 'gui';
}

/** By these marks the web client of OpenHands knows what to offer. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ['settings_not_found', 'CONFIGURATION$SETTINGS_NOT_FOUND'],
  ['model_unknown', 'CONFIGURATION$SETTINGS_NOT_FOUND'],
  ['model_key_missing', 'STATUS$ERROR_LLM_AUTHENTICATION'],
]);

function forClients(error: unknown): unknown {
  const mark = CapstanError.is(error) ? MARKS.get(error.code) : undefined;
  if (!CapstanError.is(error) || mark === undefined) return error;
  const { code, message, remedy } = error;
  return new ApiFailure(code, message, {
    status: 400,
    remedy,
    cause: error,
    fields: { status: 'error', msg_id: mark },
  });
}
