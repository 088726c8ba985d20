import type { Problem, PromptMessage, PromptPart } from '../prompt/prompt.ts';
import { findPairingFaults, type PairingFault } from '../prompt/tool-pairing.ts';
import type { IssuedReasoning } from '../wire/issued-reasoning.ts';
import { openaiToolProblems } from '../wire/openai-tools.ts';
import { shapeProblems } from '../wire/shape-problems.ts';
import type { ReadContext, ReadRequest } from '../wire/wire-protocol.ts';
import { reasoningProblems } from './reasoning-replay.ts';
import {
  type ResponsesContent,
  type ResponsesItem,
  type ResponsesRequest,
  responsesRequest,
} from './responses-request.ts';

export function readRequest(body: unknown, { route, issued }: ReadContext): ReadRequest {
  const checked = responsesRequest.safeParse(body);
  if (!checked.success) {
    const facts = { model: route.model ?? '', stream: false, includeUsage: true, includeEncrypted: false };
    return { facts, prompt: { model: '', messages: [] }, problems: shapeProblems(checked.error) };
  }
  const request = checked.data;
  const model = request.model === '' ? (route.model ?? '') : request.model;
  const messages = toMessages(request, issued);
  return {
    facts: {
      model,
      stream: request.stream === true,
      includeUsage: true,
      includeEncrypted: request.include?.includes('reasoning.encrypted_content') ?? false,
    },
    prompt: { model, messages },
    problems: [
      ...requestProblems(request, model),
      ...referenceProblems(request, issued),
      ...findPairingFaults(messages).map(wordPairing),
      ...reasoningProblems(messages, issued, request.store !== false),
      ...toolProblems(request),
    ],
  };
}

/** Items of the model that follow each other are one message: one answer of it. */
function toMessages(request: ResponsesRequest, issued: IssuedReasoning): PromptMessage[] {
  if (typeof request.input === 'string') {
    return [{ role: 'user', path: 'input', parts: [{ type: 'text', text: request.input, path: 'input' }] }];
  }
  const messages: PromptMessage[] = [];
  for (const [index, item] of request.input.entries()) {
    const path = `input[${index}]`;
    const { role, parts } = toParts(item, path, issued);
    const last = messages.at(-1);
    const goesOn = last?.role === role && (role === 'assistant' || role === 'tool');
    if (goesOn) last.parts.push(...parts);
    else messages.push({ role, path, parts });
  }
  return messages;
}

function toParts(
  item: ResponsesItem,
  path: string,
  issued: IssuedReasoning,
): Pick<PromptMessage, 'role' | 'parts'> {
  switch (item.type) {
    case 'message': {
      const role = item.role === 'developer' ? 'system' : item.role;
      return { role, parts: contentParts(item.content, path) };
    }
    case 'function_call':
      return { role: 'assistant', parts: [{ type: 'tool-call', id: item.call_id, name: item.name, path }] };
    case 'function_call_output':
      return {
        role: 'tool',
        parts: [{ type: 'tool-result', id: item.call_id, text: textOfContent(item.output), path }],
      };
    case 'reasoning': {
      const text = item.summary.map((summary) => summary.text).join('');
      const signature = item.encrypted_content ?? undefined;
      const itemId = item.id ?? undefined;
      return {
        role: 'assistant',
        parts: [
          {
            type: 'reasoning',
            text,
            path,
            ...(signature === undefined ? {} : { signature }),
            ...(itemId === undefined ? {} : { itemId }),
          },
        ],
      };
    }
    case 'item_reference': {
      const referred = issued.ofItem(item.id).length > 0;
      return {
        role: 'assistant',
        parts: [referred ? { type: 'reasoning', text: '', itemId: item.id, path } : { type: 'other', path }],
      };
    }
    case 'other':
      return { role: 'assistant', parts: [{ type: 'other', path }] };
  }
}

function contentParts(content: ResponsesContent, path: string): PromptPart[] {
  if (typeof content === 'string') return [{ type: 'text', text: content, path: `${path}.content` }];
  return content.map((part, index): PromptPart => {
    const place = `${path}.content[${index}]`;
    return part.text === undefined
      ? { type: 'other', path: place }
      : { type: 'text', text: part.text, path: place };
  });
}

const textOfContent = (content: ResponsesContent): string =>
  typeof content === 'string' ? content : content.map((part) => part.text ?? '').join('\n');

function requestProblems(request: ResponsesRequest, model: string): Problem[] {
  const problems: Problem[] = [];
  if (model === '') problems.push({ message: "Missing required parameter: 'model'.", param: 'model' });
  if (request.input.length === 0) {
    problems.push({
      message: "One of 'input' or 'previous_response_id' or 'prompt' must be provided.",
      param: 'input',
    });
  }
  if (typeof request.previous_response_id === 'string') {
    problems.push({
      message: 'The scripted model keeps no responses: send the whole input, without previous_response_id.',
      param: 'previous_response_id',
    });
  }
  return problems;
}

/** References to what this server never said; it knows its reasoning and the shape of its own ids. */
function referenceProblems(request: ResponsesRequest, issued: IssuedReasoning): Problem[] {
  if (typeof request.input === 'string') return [];
  return request.input.flatMap((item) => {
    if (item.type !== 'item_reference') return [];
    const known = item.id.startsWith('rs_') ? issued.ofItem(item.id).length > 0 : /^(msg|fc)_/.test(item.id);
    if (known && request.store !== false) return [];
    const kept = request.store === false ? ' Items are not persisted when `store` is set to false.' : '';
    return [{ message: `Item with id '${item.id}' not found.${kept}`, param: 'input' }];
  });
}

function wordPairing(fault: PairingFault): Problem {
  const ids = fault.ids.join(', ');
  switch (fault.kind) {
    case 'unanswered':
      return { message: `No tool output found for function call ${ids}.`, param: 'input' };
    case 'orphan':
      return { message: `No tool call found for function call output with call_id ${ids}.`, param: 'input' };
    case 'second-result':
      return { message: `Duplicate function call output with call_id ${ids}.`, param: fault.path };
    case 'second-call':
      return { message: `Duplicate function call with call_id ${ids}.`, param: fault.path };
  }
}

const toolProblems = (request: ResponsesRequest): Problem[] =>
  (request.tools ?? []).flatMap((tool, index) =>
    tool.type === 'function' && tool.name !== undefined
      ? openaiToolProblems({ name: tool.name, parameters: tool.parameters }, `tools[${index}]`)
      : [],
  );
