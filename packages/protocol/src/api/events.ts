import * as z from 'zod';
import { EVENT_SOURCES } from '../event/event-source.ts';
import { jsonObjectSchema } from './json-object.ts';

/** An event as it is stored; its kinds are described in the documentation of events. */
export const eventSchema = jsonObjectSchema.meta({ id: 'Event' });

/** Which events are meant. All that is given must hold. */
export const eventFilterSchema = z
  .object({
    exclude_hidden: z.boolean().default(false),
    /** Text to find, in any case. */
    query: z.string().max(1_000).nullish(),
    /** `action`, `observation`, or one kind as `action:run`. */
    include_types: z.array(z.string()).nullish(),
    exclude_types: z.array(z.string()).nullish(),
    source: z.enum(EVENT_SOURCES).nullish(),
    /** ISO 8601, inclusive. */
    start_date: z.string().nullish(),
    end_date: z.string().nullish(),
  })
  .meta({ id: 'EventFilter' });

const listOf = z.preprocess(
  (value) => (typeof value === 'string' ? [value] : value),
  z.array(z.string()).optional(),
);

/** The filter may stand in the query, or, as OpenHands has it, in the body of the GET. */
export const eventPageQuerySchema = z.object({
  start_id: z.coerce.number().int().min(0).default(0),
  /** Inclusive. */
  end_id: z.coerce.number().int().min(0).optional(),
  reverse: z.stringbool().default(false),
  limit: z.coerce.number().int().default(20),
  exclude_hidden: z.stringbool().optional(),
  query: z.string().max(1_000).optional(),
  include_types: listOf,
  exclude_types: listOf,
  source: z.enum(EVENT_SOURCES).optional(),
  start_date: z.string().optional(),
  end_date: z.string().optional(),
});

export const eventPageSchema = z
  .object({ events: z.array(eventSchema), has_more: z.boolean() })
  .meta({ id: 'EventPage' });

/** An action of the person: `{ action, args }`. */
export const newEventSchema = jsonObjectSchema.meta({ id: 'NewEvent' });

export const newMessageSchema = z
  .object({
    message: z.string().min(1),
    image_urls: z.array(z.string()).max(50).optional(),
  })
  .meta({ id: 'NewMessage' });

/** It is durable, and this is its id. */
export const admittedSchema = z
  .object({ success: z.literal(true), event_id: z.int() })
  .meta({ id: 'Admitted' });

export const trajectorySchema = z.object({ trajectory: z.array(eventSchema) }).meta({ id: 'Trajectory' });

export const eventSearchQuerySchema = z.object({
  /** Words, each matched by its beginning. */
  query: z.string().min(1).max(500),
  conversation_id: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  page_id: z.string().max(2_000).optional(),
});

export const eventSearchSchema = z
  .object({
    results: z.array(
      z.object({
        conversation_id: z.string(),
        event_id: z.int(),
        timestamp: z.string(),
        /** As `action:run`. */
        kind: z.string(),
        /** Part of its text around what was found. */
        snippet: z.string(),
      }),
    ),
    next_page_id: z.string().nullable(),
    /** False while older conversations have not been indexed yet: ask again for more. */
    complete: z.boolean(),
  })
  .meta({ id: 'EventSearch' });
