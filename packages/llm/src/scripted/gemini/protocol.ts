import { bearerToken, headerValue } from '../wire/bearer.ts';
import { peekRoleCount } from '../wire/peek.ts';
import { dataEvent } from '../wire/server-sent-event.ts';
import type { WireProtocol } from '../wire/wire-protocol.ts';
import { blockedPrompt, geminiError, geminiFailure } from './failure.ts';
import { factsOf, readRequest } from './read-request.ts';
import { writeBody, writeFrames } from './write-answer.ts';

const PATH = /\/models\/([^/:]+):(generateContent|streamGenerateContent)$/;

/** Gemini's generateContent and streamGenerateContent. */
export const gemini: WireProtocol = {
  name: 'gemini',
  callPrefix: 'fc_',
  route(url) {
    const [, model, method] = PATH.exec(url.pathname) ?? [];
    if (model === undefined) return undefined;
    return { url, model: decodeURIComponent(model), stream: method === 'streamGenerateContent' };
  },
  credential: (headers, url) =>
    headerValue(headers, 'x-goog-api-key') ?? url.searchParams.get('key') ?? bearerToken(headers),
  peek: (raw, route) => ({
    facts: factsOf(route),
    countAssistantTurns: () => peekRoleCount(raw, 'model'),
  }),
  read: readRequest,
  body: writeBody,
  frames: writeFrames,
  failure: geminiFailure,
  failureFrame: (failure) =>
    dataEvent(failure.kind === 'content-filter' ? blockedPrompt(failure.model) : geminiError(failure)),
};
