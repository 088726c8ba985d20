import {
  fromResponseRecord,
  isFullResponse,
  type Event,
  type JsonObject,
  type ModelResponse,
} from '@capstan/protocol';

/** An answer of a model, as an event brings it into the log. */
export interface LoggedResponse {
  response: ModelResponse;
  /** Whether it was asked for beside the agent, and begins no step. */
  aside: boolean;
}

/** The answer that an event is the first to carry, if it is. */
export function fullResponse(event: Event): LoggedResponse | undefined {
  if (event.opaque !== undefined) return undefined;
  const own = responseRecord(event);
  if (own !== undefined && isFullResponse(own)) return { response: fromResponseRecord(own), aside: false };
  const { side_response: beside } = event;
  return beside === undefined ? undefined : { response: fromResponseRecord(beside), aside: true };
}

/** Id of the answer that an event stems from. */
export function responseId(event: Event): string | undefined {
  if (event.opaque !== undefined) return undefined;
  const id = responseRecord(event)?.id;
  return typeof id === 'string' ? id : undefined;
}

const responseRecord = (event: Exclude<Event, { opaque: JsonObject }>): JsonObject | undefined =>
  event.tool_call_metadata?.model_response ?? event.model_response;
