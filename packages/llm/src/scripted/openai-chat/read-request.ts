import type { Problem, PromptMessage, PromptPart } from '../prompt/prompt.ts';
import { findPairingFaults, type PairingFault } from '../prompt/tool-pairing.ts';
import { openaiToolProblems } from '../wire/openai-tools.ts';
import { shapeProblems } from '../wire/shape-problems.ts';
import type { ReadContext, ReadRequest } from '../wire/wire-protocol.ts';
import { type ChatMessage, type ChatRequest, chatRequest } from './chat-request.ts';

export function readRequest(body: unknown, { route }: ReadContext): ReadRequest {
  const checked = chatRequest.safeParse(body);
  if (!checked.success) {
    const facts = { model: route.model ?? '', stream: false, includeUsage: false, includeEncrypted: false };
    return { facts, prompt: { model: '', messages: [] }, problems: shapeProblems(checked.error) };
  }
  const request = checked.data;
  const model = request.model === '' ? (route.model ?? '') : request.model;
  const messages = request.messages.map(toMessage);
  return {
    facts: {
      model,
      stream: request.stream === true,
      includeUsage: request.stream_options?.include_usage === true,
      includeEncrypted: false,
    },
    prompt: { model, messages },
    problems: [
      ...(model === '' ? [{ message: 'you must provide a model parameter' }] : []),
      ...(messages.length === 0 ? [emptyArray('messages')] : []),
      ...request.messages.flatMap(contentProblems),
      ...findPairingFaults(messages).map(wordPairing),
      ...toolProblems(request),
    ],
  };
}

function toMessage(message: ChatMessage, index: number): PromptMessage {
  const path = `messages[${index}]`;
  const text =
    typeof message.content === 'string' ? [{ type: 'text', text: message.content }] : message.content;
  const parts = (text ?? []).map((part, at): PromptPart => {
    const place = `${path}.content[${at}]`;
    return part.type === 'text' && part.text !== undefined
      ? { type: 'text', text: part.text, path: place }
      : { type: 'other', path: place };
  });
  switch (message.role) {
    case 'system':
    case 'developer':
      return { role: 'system', path, parts };
    case 'user':
      return { role: 'user', path, parts };
    case 'tool': {
      const said = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('');
      return {
        role: 'tool',
        path,
        parts: [{ type: 'tool-result', id: message.tool_call_id ?? '', text: said, path: `${path}.role` }],
      };
    }
    case 'assistant': {
      const thought: PromptPart[] =
        typeof message.reasoning_content === 'string'
          ? [{ type: 'reasoning', text: message.reasoning_content, path }]
          : [];
      const calls = (message.tool_calls ?? []).map((call, at): PromptPart => ({
        type: 'tool-call',
        id: call.id,
        name: call.function.name,
        path: `${path}.tool_calls[${at}].id`,
      }));
      return { role: 'assistant', path, parts: [...thought, ...parts, ...calls] };
    }
  }
}

function contentProblems(message: ChatMessage, index: number): Problem[] {
  const param = `messages[${index}].content`;
  if (Array.isArray(message.content)) return message.content.length === 0 ? [emptyArray(param)] : [];
  if (typeof message.content === 'string') return [];
  const calls = message.role === 'assistant' && (message.tool_calls?.length ?? 0) > 0;
  return calls ? [] : [{ message: "Invalid value for 'content': expected a string, got null.", param }];
}

const emptyArray = (param: string): Problem => ({
  message:
    `Invalid '${param}': empty array. Expected an array with minimum length 1, ` +
    'but got an empty array instead.',
  param,
  code: 'empty_array',
});

function wordPairing(fault: PairingFault): Problem {
  const ids = fault.ids.join(', ');
  switch (fault.kind) {
    case 'unanswered':
      return {
        message:
          "An assistant message with 'tool_calls' must be followed by tool messages responding to each " +
          `'tool_call_id'. The following tool_call_ids did not have response messages: ${ids}`,
        param: fault.path,
      };
    case 'orphan':
      return {
        message:
          "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with " +
          `'tool_calls'.`,
        param: fault.path,
      };
    case 'second-result':
      return { message: `Duplicate value for 'tool_call_id' of '${ids}'.`, param: fault.path };
    case 'second-call':
      return { message: `Duplicate value for 'id' of tool call '${ids}'.`, param: fault.path };
  }
}

const toolProblems = (request: ChatRequest): Problem[] =>
  (request.tools ?? []).flatMap((tool, index) =>
    openaiToolProblems(tool.function, `tools[${index}].function`),
  );
