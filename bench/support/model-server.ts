// A scripted model in a process of its own, started by `ModelProcess` with its script as the argument. It looks at
// nothing that it is asked, so that a long request costs it no more than a short one.
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { script, startScriptedModel } from '@capstan/llm/scripted';
import type { ModelExchange, ModelScript, ModelServerMessage } from './model-exchange.ts';

const { turns, atEnd = 'refuse', delivery } = JSON.parse(process.argv[2] ?? '') as ModelScript;
const exchanges: ModelExchange[] = [];
const now = (): number => performance.timeOrigin + performance.now();
const open = new WeakMap<ServerResponse, ModelExchange>();

subscribe('http.server.request.start', (message) => {
  const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
  const exchange: ModelExchange = {
    received: Number.NaN,
    answered: Number.NaN,
    requestBytes: Number(request.headers['content-length'] ?? 0),
  };
  open.set(response, exchange);
  request.once('end', () => {
    exchange.received = now();
    exchanges.push(exchange);
  });
});
subscribe('http.server.response.finish', (message) => {
  const { response } = message as { response: ServerResponse };
  const exchange = open.get(response);
  if (exchange !== undefined) exchange.answered = now();
});

const server = await startScriptedModel({
  script: script(turns, { atEnd, by: 'order', ...(delivery === undefined ? {} : { delivery }) }),
  validate: 'off',
  keepRequests: 1,
});
const send = (message: ModelServerMessage): boolean | undefined => process.send?.(message);
process.on('message', (message) => {
  if (message === 'take') send({ kind: 'exchanges', exchanges: exchanges.splice(0) });
});
process.on('disconnect', () => void server.close());
send({ kind: 'ready', baseUrl: server.baseUrls['openai-chat'] });
