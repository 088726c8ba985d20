import { bearerToken, headerValue } from '../wire/bearer.ts';
import { openaiError, openaiFailure } from '../wire/openai-failure.ts';
import { peekModel, peekRoleCount, peekTrue } from '../wire/peek.ts';
import { dataEvent } from '../wire/server-sent-event.ts';
import type { WireProtocol } from '../wire/wire-protocol.ts';
import { readRequest } from './read-request.ts';
import { writeBody, writeFrames } from './write-answer.ts';

/** OpenAI's chat completions, also under the paths of Azure, OpenRouter and other compatible services. */
export const openaiChat: WireProtocol = {
  name: 'openai-chat',
  callPrefix: 'call_',
  route(url) {
    if (!url.pathname.endsWith('/chat/completions')) return undefined;
    const deployment = /\/deployments\/([^/]+)\/chat\/completions$/.exec(url.pathname)?.[1];
    return deployment === undefined ? { url } : { url, model: decodeURIComponent(deployment) };
  },
  credential: (headers) => bearerToken(headers) ?? headerValue(headers, 'api-key'),
  peek: (raw, route) => ({
    facts: {
      model: peekModel(raw) ?? route.model ?? '',
      stream: peekTrue(raw, 'stream'),
      includeUsage: peekTrue(raw, 'include_usage'),
      includeEncrypted: false,
    },
    countAssistantTurns: () => peekRoleCount(raw, 'assistant'),
  }),
  read: readRequest,
  body: writeBody,
  frames: writeFrames,
  failure: openaiFailure,
  failureFrame: (failure) => dataEvent({ error: openaiError(failure) }),
};
