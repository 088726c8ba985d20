import type { JsonObject, JsonValue } from '../json.ts';
import type { ModelResponse, TokenUsage } from '../model/model-response.ts';
import { finishReasonOf, wireFinishReason } from './response-finish-reason.ts';
import { derivePartOrder, readParts, writeMessage } from './response-message.ts';

/** True for a record that holds the whole response, false for the `{ id }` that stands for it elsewhere. */
export const isFullResponse = (record: JsonObject): boolean => Array.isArray(record.choices);

/** What the further events of a response carry in place of the whole record. */
export const responseStub = (record: JsonObject): JsonObject => ({ id: record.id ?? null });

/**
 * The response in the shape of an OpenAI `chat.completion`. What does not fit that shape (the order of the
 * parts, provider metadata, cost, times) is under the key `capstan`, so that nothing is lost.
 */
export function toResponseRecord(response: ModelResponse): JsonObject {
  const message = writeMessage(response.content);
  const created = Math.floor(Date.parse(response.createdAt) / 1000);
  const parts = derivePartOrder(message, response.content);
  return {
    id: response.id,
    created: Number.isFinite(created) ? created : 0,
    model: response.model,
    object: 'chat.completion',
    system_fingerprint: null,
    choices: [{ finish_reason: wireFinishReason(response.finishReason), index: 0, message }],
    usage: writeUsage(response.usage),
    capstan: {
      createdAt: response.createdAt,
      finishReason: response.finishReason,
      cost: { usd: response.cost.usd, priceTable: response.cost.priceTable },
      latencySeconds: response.latencySeconds,
      firstTokenSeconds: response.firstTokenSeconds,
      ...(parts === undefined ? {} : { parts }),
    },
  };
}

/**
 * Reads a record, also one that another system wrote: what it does not say is empty, 0 or, for the cost,
 * unknown. Never throws.
 */
export function fromResponseRecord(record: JsonObject): ModelResponse {
  const choice = objectOf(Array.isArray(record.choices) ? record.choices[0] : undefined);
  const own = objectOf(record.capstan);
  const cost = objectOf(own.cost);
  return {
    id: textOf(record.id),
    model: textOf(record.model),
    createdAt: typeof own.createdAt === 'string' ? own.createdAt : isoOf(numberOf(record.created)),
    content: readParts(objectOf(choice.message), own.parts),
    finishReason: finishReasonOf(own.finishReason ?? choice.finish_reason),
    usage: readUsage(objectOf(record.usage)),
    cost: {
      usd: typeof cost.usd === 'number' ? cost.usd : null,
      priceTable: typeof cost.priceTable === 'string' ? cost.priceTable : 'unknown',
    },
    latencySeconds: numberOf(own.latencySeconds),
    firstTokenSeconds: typeof own.firstTokenSeconds === 'number' ? own.firstTokenSeconds : null,
  };
}

function writeUsage(usage: TokenUsage): JsonObject {
  return {
    completion_tokens: usage.output,
    prompt_tokens: usage.input,
    total_tokens: usage.input + usage.output,
    completion_tokens_details: { reasoning_tokens: usage.reasoning },
    prompt_tokens_details: { cached_tokens: usage.cacheRead },
    cache_creation_input_tokens: usage.cacheWrite,
  };
}

function readUsage(usage: JsonObject): TokenUsage {
  const details = objectOf(usage.prompt_tokens_details);
  return {
    input: numberOf(usage.prompt_tokens),
    output: numberOf(usage.completion_tokens),
    cacheRead: numberOf(details.cached_tokens ?? usage.cache_read_input_tokens),
    cacheWrite: numberOf(usage.cache_creation_input_tokens ?? details.cache_creation_tokens),
    reasoning: numberOf(objectOf(usage.completion_tokens_details).reasoning_tokens),
  };
}

const LATEST_UNIX_SECONDS = 8.64e12;

const isoOf = (unixSeconds: number): string =>
  new Date(Math.abs(unixSeconds) <= LATEST_UNIX_SECONDS ? unixSeconds * 1000 : 0).toISOString();

const objectOf = (value: JsonValue | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
const textOf = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');
const numberOf = (value: JsonValue | undefined): number => (typeof value === 'number' ? value : 0);
