import type { IncomingHttpHeaders } from 'node:http';

import type { Answer } from '../answer/answer.ts';
import type { Problem, Prompt, ProtocolName } from '../prompt/prompt.ts';
import type { FailureKind } from '../script/fault.ts';
import type { IssuedReasoning } from './issued-reasoning.ts';

/** What the URL of a request says. */
export interface Route {
  url: URL;
  /** Where the model is named in the path. */
  model?: string;
  stream?: boolean;
}

/** What the answer's form depends on. */
export interface RequestFacts {
  model: string;
  stream: boolean;
  /** A stream of OpenAI chat reports usage only when asked to. */
  includeUsage: boolean;
  /** OpenAI responses hand out encrypted reasoning only when asked to. */
  includeEncrypted: boolean;
}

/** What a request looks like from its bytes alone, without parsing it. */
export interface PeekedRequest {
  facts: RequestFacts;
  countAssistantTurns: () => number;
}

export interface ReadRequest {
  facts: RequestFacts;
  prompt: Prompt;
  problems: Problem[];
}

export interface ReadContext {
  route: Route;
  headers: IncomingHttpHeaders;
  issued: IssuedReasoning;
}

/** Something that went wrong, before a protocol words it. */
export interface Failure {
  kind: FailureKind;
  model: string;
  message?: string;
  status?: number;
  param?: string;
  code?: string;
  /** When another attempt is welcome, for protocols that say so in the body. */
  retryAfterSeconds?: number;
}

export interface FailureBody {
  status: number;
  body: string;
}

/** One event of a stream, as text, and what part of the answer it belongs to. */
export interface Frame {
  of: 'start' | 'reasoning' | 'text' | 'tool-call' | 'end';
  text: string;
}

/** One wire protocol: how its requests are read and its answers written. */
export interface WireProtocol {
  readonly name: ProtocolName;
  /** Prefix of the ids of tool calls. */
  readonly callPrefix: string;
  /** Undefined when the path is not of this protocol. */
  route(url: URL): Route | undefined;
  credential(headers: IncomingHttpHeaders, url: URL): string | undefined;
  /** `raw` is the body as latin-1: only its ASCII structure is looked at. */
  peek(raw: string, route: Route): PeekedRequest;
  read(body: unknown, context: ReadContext): ReadRequest;
  /** The whole answer as one JSON body. */
  body(answer: Answer, facts: RequestFacts): string;
  /** The answer as events, whose deltas are about `chunk` characters long (0: whole). */
  frames(answer: Answer, facts: RequestFacts, chunk: number): Frame[];
  failure(failure: Failure): FailureBody;
  /** The same failure as an event in the midst of a stream. */
  failureFrame(failure: Failure): string;
}
