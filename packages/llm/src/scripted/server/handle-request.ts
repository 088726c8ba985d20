import type { IncomingMessage, ServerResponse } from 'node:http';

import { makeAnswer } from '../answer/make-answer.ts';
import { PROTOCOL_LIST } from '../protocol-list.ts';
import type { Step } from '../script/script-progress.ts';
import { TemplateError } from '../script/template.ts';
import { sayingSchema, type Turn } from '../script/turn.ts';
import type { Failure, Route, WireProtocol } from '../wire/wire-protocol.ts';
import { readBody } from './read-body.ts';
import { RecordedRequest } from './request-log.ts';
import { type Exchange, sendAnswer, sendFailure } from './send-answer.ts';
import { sendFault } from './send-fault.ts';
import type { ServerState } from './server-state.ts';
import { type Understood, type RawRequest, understandRequest } from './understand-request.ts';

/** Answers one request from the script. */
export async function handleRequest(
  request: IncomingMessage,
  response: ServerResponse,
  server: ServerState,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://scripted');
  const found = request.method === 'POST' ? findProtocol(url) : undefined;
  if (found === undefined) {
    request.resume();
    sendOther(request, response, url, server);
    return;
  }
  const { protocol, route } = found;
  const gone = new AbortController();
  const exchange: Exchange = {
    response,
    protocol,
    facts: { model: '', stream: false, includeUsage: false, includeEncrypted: false },
    gone: gone.signal,
    nowMs: server.nowMs(),
    breaksOff: false,
  };
  response.once('close', () => {
    gone.abort();
    if (!response.writableFinished && !exchange.breaksOff && !server.closing) server.aborted.increment();
  });

  const raw = await readBody(request);
  if (raw === undefined) {
    sendFailure(exchange, { kind: 'bad-request', model: '', status: 413, message: 'Request too large' });
    return;
  }
  const given: RawRequest = { raw, latin: raw.toString('latin1'), protocol, route, headers: request.headers };
  const understood = understandRequest(given, server);
  exchange.facts = understood.facts;
  await answerRequest(exchange, given, understood, server);
}

async function answerRequest(
  exchange: Exchange,
  given: RawRequest,
  understood: Understood,
  server: ServerState,
): Promise<void> {
  const { asked, facts, problems } = understood;
  const refuse = (failure: Omit<Failure, 'model'>, found = problems): void => {
    record(given, found, server);
    sendFailure(exchange, { ...failure, model: facts.model });
  };
  const { expectKey, script, strict, validate } = server;
  if (expectKey !== undefined && given.protocol.credential(given.headers, given.route.url) !== expectKey) {
    refuse({ kind: 'unauthorized' });
    return;
  }
  const [problem] = problems;
  if (problem !== undefined && strict) {
    refuse({ kind: 'bad-request', ...problem });
    return;
  }
  if (script.models !== undefined && !script.models.includes(facts.model)) {
    refuse({ kind: 'model-not-found' });
    return;
  }
  const step = server.progress.take(asked);
  if (step === undefined) {
    const message = 'The script of the scripted model is at its end: it has no answer to this request.';
    refuse({ kind: 'bad-request', message }, [...problems, { message }]);
    return;
  }
  try {
    const answer = answerOf(step, given, facts.model, server);
    record(given, problems, server);
    if (validate) server.issued.remember(answer);
    const delivery = step.turn.delivery ?? script.delivery;
    if (step.fault === undefined) await sendAnswer(exchange, answer, delivery);
    else await sendFault(exchange, step.fault, answer, delivery);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    refuse({ kind: 'bad-request', message: error.message }, [...problems, { message: error.message }]);
  }
}

function answerOf(step: Step, given: RawRequest, model: string, server: ServerState) {
  const { fault, number, turn, view } = step;
  const { script } = server;
  return makeAnswer(turn.reply === undefined ? turn : replyOf(turn, step), {
    view: { ...view, model },
    id: server.nextAnswerId(),
    number,
    createdSeconds: Math.floor(server.nowMs() / 1000),
    callPrefix: given.protocol.callPrefix,
    // A count of the whole server never comes twice, so that nothing has to be searched.
    taken: script.by === 'order' ? () => false : (id) => given.latin.includes(`"${id}"`),
    requestBytes: given.raw.length,
    defaultUsage: script.usage,
    hugeBytes: fault?.kind === 'huge' ? fault.bytes : undefined,
    empty: fault?.kind === 'empty',
  });
}

const replyOf = (turn: Turn, { view }: Step): Turn => ({
  ...turn,
  ...sayingSchema.parse(turn.reply?.(view)),
});

function record(given: RawRequest, problems: Understood['problems'], server: ServerState): void {
  server.log.add(
    new RecordedRequest({
      at: new Date(server.nowMs()).toISOString(),
      protocol: given.protocol.name,
      url: given.route.url,
      headers: given.headers,
      problems,
      raw: given.raw,
    }),
  );
  server.received.increment();
}

function findProtocol(url: URL): { protocol: WireProtocol; route: Route } | undefined {
  for (const protocol of PROTOCOL_LIST) {
    const route = protocol.route(url);
    if (route !== undefined) return { protocol, route };
  }
  return undefined;
}

/** The list of models, which clients ask for to see whether a server lives. */
function sendOther(request: IncomingMessage, response: ServerResponse, url: URL, server: ServerState): void {
  const lists = request.method === 'GET' && url.pathname.endsWith('/models');
  const data = (server.script.models ?? ['scripted']).map((id) => ({
    id,
    object: 'model',
    owned_by: 'script',
  }));
  const error = {
    message: `Unknown request URL: ${request.method} ${url.pathname}.`,
    type: 'not_found_error',
  };
  response.writeHead(lists ? 200 : 404, { 'content-type': 'application/json' });
  response.end(JSON.stringify(lists ? { object: 'list', data } : { error }));
}
