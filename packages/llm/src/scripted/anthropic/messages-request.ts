import { z } from 'zod';

const cacheControl = z.object({ type: z.string() }).nullish();
const text = z.object({ type: z.literal('text'), text: z.string(), cache_control: cacheControl });
const image = z.object({ type: z.enum(['image', 'document']), cache_control: cacheControl });
const inner = z.union([z.string(), z.array(z.union([text, image]))]);

const block = z.discriminatedUnion('type', [
  text,
  image,
  z.object({
    type: z.literal('tool_use'),
    id: z.string().regex(/^[a-zA-Z0-9_-]+$/, "String should match pattern '^[a-zA-Z0-9_-]+$'"),
    name: z.string().min(1),
    input: z.record(z.string(), z.unknown(), 'Input should be a valid dictionary'),
    cache_control: cacheControl,
  }),
  z.object({
    type: z.literal('tool_result'),
    tool_use_id: z.string(),
    content: inner.nullish(),
    is_error: z.boolean().nullish(),
    cache_control: cacheControl,
  }),
  z.object({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() }),
  z.object({ type: z.literal('redacted_thinking'), data: z.string() }),
]);

/** Body of `POST /messages`, as far as it is looked at. */
export const messagesRequest = z.object({
  model: z.string('Field required').default(''),
  max_tokens: z.int('Field required').min(1),
  messages: z.array(
    z.object({
      role: z.enum(['user', 'assistant'], "Input should be 'user' or 'assistant'"),
      content: z.union([z.string(), z.array(block)]),
    }),
  ),
  system: z.union([z.string(), z.array(text)]).nullish(),
  tools: z
    .array(
      z.object({
        name: z.string(),
        /** Given for the provider's own tools, which have no schema. */
        type: z.string().nullish(),
        input_schema: z.record(z.string(), z.unknown()).nullish(),
        cache_control: cacheControl,
      }),
    )
    .nullish(),
  stream: z.boolean().nullish(),
  thinking: z.object({ type: z.string() }).nullish(),
});

export type MessagesRequest = z.output<typeof messagesRequest>;
export type MessagesBlock = z.output<typeof block>;
