import { z } from '@hono/zod-openapi';

const eventId = () =>
  z
    .string()
    .regex(/^(-1|\d{1,15})$/, 'Must be the id of an event, or -1')
    .transform(Number);

/** What both transports of the event stream understand. */
export const streamQuery = z.object({
  after: eventId().default(-1).openapi({
    type: 'integer',
    minimum: -1,
    default: -1,
    description: 'Begin after the event with this id; -1 for all',
  }),
  deltas: z
    .enum(['true', 'false'])
    .default('true')
    .transform((text) => text === 'true')
    .openapi({ description: 'Whether words of the model and output of commands are sent as they come' }),
  joined: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .openapi({ description: 'WebSocket: whether a message may hold several frames, a line each' }),
});

/** What a browser that reconnects says; it counts more than the address, which still names where it began. */
export const lastEventIdHeader = eventId().optional().catch(undefined).openapi({
  type: 'integer',
  description: 'Takes the place of `after` when a browser reconnects',
});
