import type { Problem, PromptMessage, PromptPart } from '../prompt/prompt.ts';
import { headerValue } from '../wire/bearer.ts';
import { shapeProblems } from '../wire/shape-problems.ts';
import type { ReadContext, ReadRequest } from '../wire/wire-protocol.ts';
import { contentProblems } from './content-rules.ts';
import { type MessagesBlock, type MessagesRequest, messagesRequest } from './messages-request.ts';
import { pairingProblems } from './pairing-rules.ts';
import { thinkingProblems } from './thinking-replay.ts';

export function readRequest(body: unknown, { headers, issued }: ReadContext): ReadRequest {
  const facts = { model: '', stream: false, includeUsage: true, includeEncrypted: true };
  const checked = messagesRequest.safeParse(body);
  if (!checked.success) {
    return { facts, prompt: { model: '', messages: [] }, problems: shapeProblems(checked.error) };
  }
  const request = checked.data;
  const messages = toMessages(request);
  const thinks = request.thinking?.type !== 'disabled';
  return {
    facts: { ...facts, model: request.model, stream: request.stream === true },
    prompt: { model: request.model, messages },
    problems: [
      ...versionProblems(headerValue(headers, 'anthropic-version')),
      ...contentProblems(request),
      ...pairingProblems(messages),
      ...(thinks ? thinkingProblems(messages, issued) : []),
    ],
  };
}

function toMessages(request: MessagesRequest): PromptMessage[] {
  const system: PromptPart[] =
    typeof request.system === 'string'
      ? [{ type: 'text', text: request.system, path: 'system' }]
      : (request.system ?? []).map(({ text }, index) => ({ type: 'text', text, path: `system.${index}` }));
  return [
    ...(system.length === 0 ? [] : [{ role: 'system' as const, path: 'system', parts: system }]),
    ...request.messages.map(({ role, content }, index): PromptMessage => {
      const path = `messages.${index}`;
      const parts: PromptPart[] =
        typeof content === 'string'
          ? [{ type: 'text', text: content, path: `${path}.content` }]
          : content.map((block, at) => toPart(block, `${path}.content.${at}`));
      return { role, path, parts };
    }),
  ];
}

function toPart(block: MessagesBlock, path: string): PromptPart {
  switch (block.type) {
    case 'text':
      return { type: 'text', text: block.text, path };
    case 'tool_use':
      return { type: 'tool-call', id: block.id, name: block.name, path };
    case 'tool_result':
      return { type: 'tool-result', id: block.tool_use_id, text: resultText(block.content), path };
    case 'thinking':
      return { type: 'reasoning', text: block.thinking, signature: block.signature, path };
    case 'redacted_thinking':
      return { type: 'reasoning', text: '', signature: block.data, path };
    case 'image':
    case 'document':
      return { type: 'other', path };
  }
}

function resultText(content: Extract<MessagesBlock, { type: 'tool_result' }>['content']): string {
  if (typeof content === 'string') return content;
  return (content ?? []).flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n');
}

const versionProblems = (version: string | undefined): Problem[] =>
  version === undefined ? [{ message: 'anthropic-version: header is required' }] : [];
