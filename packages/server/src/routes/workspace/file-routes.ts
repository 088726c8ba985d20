import { createRoute } from '@hono/zod-openapi';
import { CapstanError } from '@capstan/protocol';
import {
  fileListSchema,
  fileTextSchema,
  listFilesQuerySchema,
  pathQuerySchema,
  selectFileQuerySchema,
} from '@capstan/protocol/api';
import { listWorkspaceFiles } from '@capstan/runtime';
import * as z from 'zod';
import type { ServerConversation } from '../../conversation/server-conversation.ts';
import type { RouteModule } from '../../http/api.ts';
import { conversationIdParam } from '../../http/conversation-id.ts';
import { FAILURE, json } from '../../http/route-description.ts';
import { streamed } from '../../http/streamed.ts';
import { attach, withConversation } from './with-conversation.ts';

const path = '/api/conversations/{conversation_id}';
const tags = ['workspace'];
/** A file that is shown as text. */
const MOST_TEXT_BYTES = 8 * 1024 * 1024;

const failures = { 400: FAILURE[400], 404: FAILURE[404], 503: FAILURE[503] };
const bytes = (type: string, description: string) => ({
  description,
  content: { [type]: { schema: z.string().openapi({ format: 'binary' }) } },
});

const list = createRoute({
  method: 'get',
  path: `${path}/list-files`,
  operationId: 'listFiles',
  summary: 'Names in a folder of the workspace, without what git ignores',
  tags,
  request: { params: conversationIdParam, query: listFilesQuerySchema },
  responses: { 200: json(fileListSchema, 'Names; those of folders end with a slash'), ...failures },
});

const select = createRoute({
  method: 'get',
  path: `${path}/select-file`,
  operationId: 'readTextFile',
  summary: 'The text of a file',
  tags,
  request: { params: conversationIdParam, query: selectFileQuerySchema },
  responses: {
    200: json(fileTextSchema, 'The text'),
    ...failures,
    413: FAILURE[413],
    415: FAILURE[415],
  },
});

const download = createRoute({
  method: 'get',
  path: `${path}/download-file`,
  operationId: 'downloadFile',
  summary: 'The bytes of a file',
  tags,
  request: { params: conversationIdParam, query: pathQuerySchema },
  responses: { 200: bytes('application/octet-stream', 'The file'), ...failures, 415: FAILURE[415] },
});

const zip = createRoute({
  method: 'get',
  path: `${path}/zip-directory`,
  operationId: 'zipWorkspace',
  summary: 'The workspace as a zip archive',
  tags,
  request: { params: conversationIdParam, query: listFilesQuerySchema },
  responses: { 200: bytes('application/zip', 'The archive'), ...failures, 415: FAILURE[415] },
});

export const fileRoutes: RouteModule = (api, server) => {
  api.openapi(list, async (context) => {
    const { conversation_id: conversationId } = context.req.valid('param');
    const { path: folder } = context.req.valid('query');
    const names = await withConversation(server, conversationId, context.get('user'), ({ runtime }) =>
      listWorkspaceFiles(runtime.access, folder),
    );
    return context.json(names, 200);
  });

  api.openapi(select, async (context) => {
    const { conversation_id: conversationId } = context.req.valid('param');
    const { file } = context.req.valid('query');
    const code = await withConversation(server, conversationId, context.get('user'), (conversation) =>
      textOf(conversation, file, context.req.raw.signal),
    );
    return context.json({ code }, 200);
  });

  api.openapi(download, async (context) => {
    const { conversation_id: conversationId } = context.req.valid('param');
    const { path: file } = context.req.valid('query');
    const { conversation, release } = await attach(server, conversationId, context.get('user'));
    try {
      const { sizeBytes, body } = await conversation.runtime.access.read(file, {
        signal: context.req.raw.signal,
      });
      const headers = {
        'content-type': 'application/octet-stream',
        'content-length': String(sizeBytes),
        'content-disposition': attachment(file.split('/').at(-1) ?? 'file'),
      };
      return streamed(context, { body, headers, release, log: server.log });
    } catch (error) {
      await release();
      throw error;
    }
  });

  api.openapi(zip, async (context) => {
    const { conversation_id: conversationId } = context.req.valid('param');
    const { path: folder = '.' } = context.req.valid('query');
    const { conversation, release } = await attach(server, conversationId, context.get('user'));
    try {
      // A folder that is not there is told with a status, not in the middle of an archive.
      await conversation.runtime.access.list(folder);
      const body = conversation.runtime.access.zip(folder, { signal: context.req.raw.signal });
      const headers = {
        'content-type': 'application/zip',
        'content-disposition': attachment('workspace.zip'),
      };
      return streamed(context, { body, headers, release, log: server.log });
    } catch (error) {
      await release();
      throw error;
    }
  });
};

function attachment(name: string): string {
  return `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
}

async function textOf({ runtime }: ServerConversation, file: string, signal: AbortSignal): Promise<string> {
  const { sizeBytes, body } = await runtime.access.read(file, { signal });
  const chunks: Uint8Array[] = [];
  let read = 0;
  for await (const chunk of body) {
    read += chunk.byteLength;
    if (Math.max(read, sizeBytes) > MOST_TEXT_BYTES) {
      throw new CapstanError('file_too_large', `${file} is larger than ${MOST_TEXT_BYTES} bytes`, {
        remedy: 'Download it: GET …/download-file?path=.',
      });
    }
    chunks.push(chunk);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
    if (!text.includes('\0')) return text;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  throw new CapstanError('file_unsuitable', `Unable to open binary file: ${file}`, {
    remedy: 'Download it: GET …/download-file?path=.',
  });
}
