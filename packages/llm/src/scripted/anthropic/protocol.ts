import { bearerToken, headerValue } from '../wire/bearer.ts';
import { peekModel, peekRoleCount, peekTrue } from '../wire/peek.ts';
import { namedEvent } from '../wire/server-sent-event.ts';
import type { WireProtocol } from '../wire/wire-protocol.ts';
import { anthropicError, anthropicFailure } from './failure.ts';
import { readRequest } from './read-request.ts';
import { writeBody, writeFrames } from './write-answer.ts';

/** Anthropic's messages. */
export const anthropic: WireProtocol = {
  name: 'anthropic',
  callPrefix: 'toolu_',
  route: (url) => (url.pathname.endsWith('/messages') ? { url } : undefined),
  credential: (headers) => headerValue(headers, 'x-api-key') ?? bearerToken(headers),
  peek: (raw) => ({
    facts: {
      model: peekModel(raw) ?? '',
      stream: peekTrue(raw, 'stream'),
      includeUsage: true,
      includeEncrypted: true,
    },
    countAssistantTurns: () => peekRoleCount(raw, 'assistant'),
  }),
  read: readRequest,
  body: writeBody,
  frames: writeFrames,
  failure: anthropicFailure,
  failureFrame: (failure) => namedEvent(anthropicError(failure)),
};
