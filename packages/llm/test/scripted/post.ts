import type { JsonObject } from '@capstan/protocol';

import type { ScriptedModel } from '../../src/scripted/server/scripted-model.ts';
import type { ProtocolName } from '../../src/scripted/prompt/prompt.ts';
import { KEY } from './client.ts';

const PATHS: Record<ProtocolName, string> = {
  'openai-chat': '/v1/chat/completions',
  'openai-responses': '/v1/responses',
  anthropic: '/v1/messages',
  gemini: '/v1beta/models/test-model:generateContent',
};

/** Sends a body as it stands, to say what a client library would not. */
export async function post(
  server: ScriptedModel,
  protocol: ProtocolName,
  body: JsonObject | string,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string; message: string }> {
  const response = await fetch(server.url + PATHS[protocol], {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'anthropic-version': '2023-06-01',
      authorization: `Bearer ${KEY}`,
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const parsed: { error?: { message?: string } } = JSON.parse(text);
  return { status: response.status, text, message: parsed.error?.message ?? '' };
}
