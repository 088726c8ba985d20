import type * as z from 'zod/mini';
import { integer, jsonObject, text } from './field.ts';
import { lazy } from './lazy.ts';
import { openObject } from './open-object.ts';

/**
 * Which tool call an event stems from. `model_response` is the whole response on the first event of that
 * response and only `{ id }` on every other one, see `model-response-record.ts`.
 */
export const toolCallMetadata = lazy(() =>
  openObject({
    function_name: text(),
    tool_call_id: text(),
    model_response: jsonObject(),
    total_calls_in_response: integer(),
  }),
);

export type ToolCallMetadata = z.output<ReturnType<typeof toolCallMetadata>>;
