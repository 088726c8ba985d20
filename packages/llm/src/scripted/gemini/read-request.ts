import type { Problem, PromptMessage, PromptPart } from '../prompt/prompt.ts';
import { shapeProblems } from '../wire/shape-problems.ts';
import type { ReadContext, ReadRequest, Route } from '../wire/wire-protocol.ts';
import { turnProblems } from './content-rules.ts';
import { type GenerateRequest, generateRequest } from './generate-request.ts';
import { signatureProblems } from './signature-replay.ts';

export const factsOf = (route: Route) => ({
  model: route.model ?? '',
  stream: route.stream === true,
  includeUsage: true,
  includeEncrypted: true,
});

export function readRequest(body: unknown, { route, issued }: ReadContext): ReadRequest {
  const facts = factsOf(route);
  const checked = generateRequest.safeParse(body);
  if (!checked.success) {
    return { facts, prompt: { model: facts.model, messages: [] }, problems: shapeProblems(checked.error) };
  }
  const request = checked.data;
  const messages = toMessages(request);
  return {
    facts,
    prompt: { model: facts.model, messages },
    problems: [
      ...routeProblems(route),
      ...turnProblems(request, messages),
      ...signatureProblems(messages, issued),
    ],
  };
}

function toMessages(request: GenerateRequest): PromptMessage[] {
  const messages: PromptMessage[] = [];
  if (request.systemInstruction) {
    const parts = request.systemInstruction.parts.map((part): PromptPart => ({
      type: 'text',
      text: part.text ?? '',
      path: 'systemInstruction',
    }));
    messages.push({ role: 'system', path: 'systemInstruction', parts });
  }
  let open: Call[] = [];
  for (const [index, content] of request.contents.entries()) {
    const path = `contents[${index}]`;
    const calls: Call[] = [];
    const parts = content.parts.map((part, at): PromptPart => {
      const place = `${path}.parts[${at}]`;
      const signature = part.thoughtSignature ? { signature: part.thoughtSignature } : {};
      if (part.functionCall) {
        const id = part.functionCall.id ?? place;
        calls.push({ id, name: part.functionCall.name });
        return { type: 'tool-call', id, name: part.functionCall.name, path: place, ...signature };
      }
      if (part.functionResponse) {
        const id = takeCall(open, part.functionResponse) ?? part.functionResponse.id ?? place;
        const text = resultText(part.functionResponse.response);
        return { type: 'tool-result', id, text, path: place };
      }
      if (typeof part.text !== 'string') return { type: 'other', path: place };
      const type = part.thought === true ? 'reasoning' : 'text';
      return { type, text: part.text, path: place, ...signature };
    });
    messages.push({ role: content.role === 'model' ? 'assistant' : 'user', path, parts });
    open = calls;
  }
  return messages;
}

interface Call {
  id: string;
  name: string;
}

/** Ids are optional: without one a response answers the next open call of its name. */
function takeCall(
  open: Call[],
  response: { id?: string | null | undefined; name: string },
): string | undefined {
  if (typeof response.id === 'string') return response.id;
  const at = open.findIndex((call) => call.name === response.name);
  return at < 0 ? undefined : open.splice(at, 1)[0]?.id;
}

/** Clients put the text under `content`, `output` or `result`, or an error under `error`. */
function resultText(response: Record<string, unknown>): string {
  const said = response.content ?? response.output ?? response.result ?? response.error ?? response;
  return typeof said === 'string' ? said : JSON.stringify(said);
}

const routeProblems = (route: Route): Problem[] =>
  route.stream === true && route.url.searchParams.get('alt') !== 'sse'
    ? [{ message: 'The scripted model streams as server-sent events only: ask with ?alt=sse.' }]
    : [];
