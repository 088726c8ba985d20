import * as z from 'zod';
import type { JsonObject } from '../json.ts';

/** Any object that JSON can carry. */
export const jsonObjectSchema: z.ZodType<JsonObject> = z.record(z.string(), z.json());
