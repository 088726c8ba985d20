import { z } from 'zod';

const part = z.object({
  text: z.string().nullish(),
  thought: z.boolean().nullish(),
  thoughtSignature: z.string().nullish(),
  functionCall: z
    .object({
      id: z.string().nullish(),
      name: z.string().min(1),
      args: z.record(z.string(), z.unknown()).nullish(),
    })
    .nullish(),
  functionResponse: z
    .object({
      id: z.string().nullish(),
      name: z.string().min(1),
      response: z.record(z.string(), z.unknown()),
    })
    .nullish(),
});

/** Body of `generateContent`, as far as it is looked at. */
export const generateRequest = z.object({
  contents: z.array(
    z.object({
      role: z.enum(['user', 'model', 'function']).nullish(),
      parts: z.array(part).default([]),
    }),
  ),
  systemInstruction: z.object({ parts: z.array(part).default([]) }).nullish(),
  tools: z
    .array(
      z.object({
        functionDeclarations: z
          .array(
            z.object({
              name: z.string(),
              parameters: z.record(z.string(), z.unknown()).nullish(),
              parametersJsonSchema: z.record(z.string(), z.unknown()).nullish(),
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
});

export type GenerateRequest = z.output<typeof generateRequest>;
