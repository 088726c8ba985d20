import * as z from 'zod';
import { testFailureSchema } from './test-failure.ts';

/** `POST /api/models/test`: what is left out or null is as it is stored. */
export const modelTestSchema = z
  .strictObject({
    /** `provider/model`, or a well-known name alone. */
    model: z.string().trim().min(1).max(2_000),
    api_key: z.string().max(4_000).nullish(),
    base_url: z.string().max(2_000).nullish(),
  })
  .meta({ id: 'ModelTest' });

export type ModelTest = z.output<typeof modelTestSchema>;

export const modelTestResultSchema = z
  .discriminatedUnion('ok', [
    z.object({
      ok: z.literal(true),
      /** As it was asked: `provider/model`. */
      model: z.string(),
      /** Milliseconds until the whole answer was there. */
      latency_ms: z.int(),
    }),
    testFailureSchema.extend({ model: z.string() }),
  ])
  .meta({ id: 'ModelTestResult' });

export type ModelTestResult = z.output<typeof modelTestResultSchema>;

/** `GET /api/models/local`. */
export const localModelServersSchema = z
  .object({
    /** Those that answer. */
    servers: z.array(
      z.object({
        kind: z.enum(['ollama', 'lmstudio']),
        /** As settings take it. */
        base_url: z.string(),
        models: z.array(
          z.object({
            /** As settings take it: `provider/model`. */
            id: z.string(),
            name: z.string(),
            /** Tokens; null where the server does not say. */
            context_window: z.int().nullable(),
          }),
        ),
        /** What is wrong with its answer. */
        error: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'LocalModelServers' });

export type LocalModelServer = z.output<typeof localModelServersSchema>['servers'][number];
