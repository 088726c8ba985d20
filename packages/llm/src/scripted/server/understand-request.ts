import type { IncomingHttpHeaders } from 'node:http';

import type { Problem } from '../prompt/prompt.ts';
import { unreadView, viewsThrough } from '../prompt/prompt-view.ts';
import type { Script } from '../script/script.ts';
import type { Asked } from '../script/script-progress.ts';
import { isTemplate } from '../script/template.ts';
import type { Turn } from '../script/turn.ts';
import { headerValue } from '../wire/bearer.ts';
import type { RequestFacts, Route, WireProtocol } from '../wire/wire-protocol.ts';
import type { ServerState } from './server-state.ts';

const CONVERSATION_HEADER = 'x-conversation-id';

/** A request as far as it must be understood to answer it. */
export interface Understood {
  facts: RequestFacts;
  problems: readonly Problem[];
  asked: Asked;
}

export interface RawRequest {
  raw: Buffer;
  /** The body as latin-1, in which its ASCII structure can be looked at cheaply. */
  latin: string;
  protocol: WireProtocol;
  route: Route;
  headers: IncomingHttpHeaders;
}

/** Reads a request as far as the server's settings and the script call for. */
export function understandRequest(request: RawRequest, server: ServerState): Understood {
  const { raw, latin, protocol, route, headers } = request;
  const named = headerValue(headers, CONVERSATION_HEADER);
  const namesNeeded = server.script.by === 'conversation' && named === undefined;
  if (!server.validate && !server.contentNeeded && !namesNeeded) {
    const { facts, countAssistantTurns } = protocol.peek(latin, route);
    const views = [unreadView(facts.model)];
    return {
      facts,
      problems: [],
      asked: { conversation: named ?? '', assistantTurns: countAssistantTurns, views: () => views },
    };
  }
  const body = parseBody(raw);
  const { facts, prompt, problems } = protocol.read(body.value, { route, headers, issued: server.issued });
  const views = [...viewsThrough(prompt)];
  return {
    facts,
    problems: server.validate ? (body.problems ?? problems) : [],
    asked: {
      conversation: named ?? views.at(-1)?.firstMessage ?? '',
      assistantTurns: () => views.length - 1,
      views: () => views,
    },
  };
}

/** Whether any turn of the script can be chosen or filled only by someone who has read the request. */
export function scriptNeedsContent(script: Script): boolean {
  return script.rules.length > 0 || script.ordered.some(turnNeedsContent);
}

const turnNeedsContent = (turn: Turn): boolean =>
  turn.reply !== undefined ||
  [turn.text, turn.reasoning?.text, turn.toolCalls].some((value) => value !== undefined && isTemplate(value));

function parseBody(raw: Buffer): { value: unknown; problems?: Problem[] } {
  try {
    const value: unknown = JSON.parse(raw.toString('utf8'));
    return { value };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { value: {}, problems: [{ message: `The body of the request is not valid JSON: ${reason}` }] };
  }
}
