import type { AssistantMessage, ImagePart, ModelMessage, TextPart, ToolMessage } from '@capstan/protocol';
import { IMAGE_OMITTED } from '../image.ts';
import { fields } from '../read-json.ts';
import { replayedArgumentsText } from '../tool-arguments.ts';
import type { ChatDialect } from './chat-dialect.ts';

/** A message as JSON text. Images of a tool result go into a user message after the results. */
export interface MessageJson {
  json: string;
  after?: string;
}

export interface MessageJsonOptions {
  dialect: ChatDialect;
  vision: boolean;
}

const CACHE = { cache_control: { type: 'ephemeral' } };

/** Writes one message. `marked` says whether its cache mark is among those that are sent. */
export function messageJson(
  message: ModelMessage,
  marked: boolean,
  options: MessageJsonOptions,
): MessageJson {
  switch (message.role) {
    case 'system':
      return { json: JSON.stringify({ role: 'system', content: textContent(message.content, marked) }) };
    case 'user':
      return {
        json: JSON.stringify({ role: 'user', content: partsContent(message.content, marked, options) }),
      };
    case 'assistant':
      return { json: JSON.stringify(assistant(message, options.dialect)) };
    case 'tool':
      return tool(message, marked, options);
  }
}

function textContent(text: string, marked: boolean): unknown {
  return marked ? [{ type: 'text', text, ...CACHE }] : text;
}

function partsContent(
  parts: readonly (TextPart | ImagePart)[],
  marked: boolean,
  options: MessageJsonOptions,
): unknown {
  const sent = parts.map((part) => {
    if (part.type === 'text') return { type: 'text', text: part.text };
    if (!options.vision) return { type: 'text', text: IMAGE_OMITTED };
    return { type: 'image_url', image_url: { url: part.url } };
  });
  const only = sent.length === 1 ? sent[0] : undefined;
  if (only?.type === 'text' && !marked) return only.text;
  return marked
    ? sent.map((part, index) => (index === sent.length - 1 ? { ...part, ...CACHE } : part))
    : sent;
}

function assistant(message: AssistantMessage, dialect: ChatDialect): unknown {
  let text = '';
  let reasoning = '';
  let details: unknown;
  const calls: unknown[] = [];
  for (const part of message.content) {
    if (part.type === 'text') text += part.text;
    else if (part.type === 'reasoning') {
      reasoning += part.text;
      details ??= fields(part.providerMetadata?.['chat'])?.['reasoning_details'];
    } else {
      const signature = fields(part.providerMetadata?.['chat'])?.['extra_content'];
      calls.push({
        id: dialect.toolCallId(part.toolCallId),
        type: 'function',
        function: { name: part.toolName, arguments: replayedArgumentsText(part.arguments) },
        ...(signature === undefined ? {} : { extra_content: signature }),
      });
    }
  }
  return {
    role: 'assistant',
    content: text === '' && calls.length > 0 ? null : text,
    ...replayed(dialect, reasoning, details),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
  };
}

function replayed(dialect: ChatDialect, reasoning: string, details: unknown): object {
  if (dialect.reasoningReplay === 'reasoning_content' && reasoning !== '')
    return { reasoning_content: reasoning };
  if (dialect.reasoningReplay !== 'reasoning_details') return {};
  if (details !== undefined) return { reasoning_details: details };
  return reasoning === '' ? {} : { reasoning };
}

function tool(message: ToolMessage, marked: boolean, options: MessageJsonOptions): MessageJson {
  const text = message.content
    .map((part) => (part.type === 'text' ? part.text : imageNote(options.vision)))
    .join('\n');
  const json = JSON.stringify({
    role: 'tool',
    tool_call_id: options.dialect.toolCallId(message.toolCallId),
    content: textContent(text, marked),
  });
  const images = message.content.filter((part) => part.type === 'image');
  if (images.length === 0 || !options.vision) return { json };
  const shown: (TextPart | ImagePart)[] = [
    { type: 'text', text: `Images from ${message.toolName}:` },
    ...images,
  ];
  return { json, after: JSON.stringify({ role: 'user', content: partsContent(shown, false, options) }) };
}

const imageNote = (vision: boolean): string => (vision ? '[The image follows.]' : IMAGE_OMITTED);
