import { z } from 'zod';

/** Faults that a provider words as an error of its own: an HTTP status with a body, or an error event. */
export const FAILURE_KINDS = [
  'rate-limit',
  'overloaded',
  'server-error',
  'unauthorized',
  'forbidden',
  'model-not-found',
  'out-of-credits',
  'context-overflow',
  'content-filter',
  'bad-request',
] as const;

export type FailureKind = (typeof FAILURE_KINDS)[number];

/**
 * - `cut`: the answer ends in the middle, without an end mark: inside the arguments of the first tool
 *   call when there is one.
 * - `hang`: the request is accepted and nothing more comes, until the client gives up.
 * - `reset`: the connection is destroyed.
 * - `invalid-json`: a 200 whose body (or one of whose events) is not JSON.
 * - `empty`: a well-formed answer that holds no choice, candidate or content.
 * - `wrong-content-type`: a 200 with an HTML page, as proxies and captive portals send.
 * - `huge`: the answer's text is replaced by `bytes` of filler.
 */
const BREAKAGE_KINDS = [
  'cut',
  'hang',
  'reset',
  'invalid-json',
  'empty',
  'wrong-content-type',
  'huge',
] as const;

const KINDS = [...FAILURE_KINDS, ...BREAKAGE_KINDS] as const;

export const times = z.union([z.int().min(1), z.literal('always')]);

const faultObject = z.strictObject({
  kind: z.enum(KINDS),
  /** How many requests meet this fault before the turn goes on. Default 1. */
  times: times.default(1),
  /**
   * Where it strikes: before anything is sent, after the status line and headers, or half-way through
   * the answer. Failures that a provider words strike `middle` as an error event inside the stream.
   */
  at: z.enum(['start', 'headers', 'middle']).default('start'),
  /** Sent as `retry-after`, in seconds. */
  retryAfterSeconds: z.number().min(0).optional(),
  /** Sent as `retry-after` as an HTTP date that many seconds from now. */
  retryAfterDateSeconds: z.number().min(0).optional(),
  /** Sent as `retry-after-ms`. */
  retryAfterMs: z.number().min(0).optional(),
  /** Replaces the provider's HTTP status. */
  status: z.int().min(400).max(599).optional(),
  /** Replaces the provider's wording. */
  message: z.string().optional(),
  /** Size of the `huge` answer. Default 8 MiB. */
  bytes: z
    .int()
    .min(1)
    .max(1024 ** 3)
    .default(8 * 1024 ** 2),
});

export type Fault = z.output<typeof faultObject>;
/** A fault: its kind alone, or with details. */
export type FaultInput = z.input<typeof faultObject> | Fault['kind'];

/** One fault or several one after another. */
export const faultsSchema = z.preprocess(
  (given: FaultInput | FaultInput[]) =>
    (Array.isArray(given) ? given : [given]).map((one) => (typeof one === 'string' ? { kind: one } : one)),
  z.array(faultObject),
);

export const isFailure = (fault: Fault): fault is Fault & { kind: FailureKind } =>
  FAILURE_KINDS.some((kind) => kind === fault.kind);
