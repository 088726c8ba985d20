import { z } from 'zod';

const part = z.object({ type: z.string(), text: z.string().optional() });
const content = z.union([z.string(), z.array(part)]);

const message = z.object({
  type: z.literal('message').default('message'),
  role: z.enum(['system', 'developer', 'user', 'assistant']),
  content,
});

const functionCall = z.object({
  type: z.literal('function_call'),
  id: z.string().nullish(),
  call_id: z.string().min(1),
  name: z.string().min(1),
  arguments: z.string(),
});

const functionCallOutput = z.object({
  type: z.literal('function_call_output'),
  call_id: z.string(),
  output: content,
});

const reasoning = z.object({
  type: z.literal('reasoning'),
  id: z.string().nullish(),
  summary: z.array(z.object({ text: z.string() })),
  encrypted_content: z.string().nullish(),
});

const itemReference = z.object({ type: z.literal('item_reference'), id: z.string() });

const KNOWN = ['message', 'function_call', 'function_call_output', 'reasoning', 'item_reference'];

const otherItem = z
  .looseObject({ type: z.string() })
  .refine((item) => !KNOWN.includes(item.type), 'the item does not have the fields of its type')
  .transform(() => ({ type: 'other' as const }));

const item = z.union([functionCall, functionCallOutput, reasoning, itemReference, message, otherItem]);

/** Body of `POST /responses`, as far as it is looked at. */
export const responsesRequest = z.object({
  model: z.string().default(''),
  input: z.union([z.string(), z.array(item)]),
  instructions: z.string().nullish(),
  tools: z
    .array(
      z.object({
        type: z.string(),
        name: z.string().optional(),
        parameters: z.record(z.string(), z.unknown()).nullish(),
      }),
    )
    .nullish(),
  stream: z.boolean().nullish(),
  store: z.boolean().nullish(),
  include: z.array(z.string()).nullish(),
  previous_response_id: z.string().nullish(),
});

export type ResponsesRequest = z.output<typeof responsesRequest>;
export type ResponsesItem = z.output<typeof item>;
export type ResponsesContent = z.output<typeof content>;
