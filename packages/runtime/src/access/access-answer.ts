import { MAX_LISTENING_PORTS, type ErrorCode } from '@capstan/protocol';
import * as z from 'zod/mini';

/** What can go wrong inside. Any other word from there is not believed. */
const code = z.enum([
  'cancelled',
  'file_not_found',
  'file_too_large',
  'file_unsuitable',
  'internal',
  'request_invalid',
  'storage_failed',
  'storage_full',
  'too_many_requests',
  'workspace_not_writable',
] satisfies ErrorCode[]);

const size = z.int().check(z.gte(0));

const entry = z.object({
  name: z.string(),
  type: z.enum(['file', 'folder', 'link', 'other']),
  sizeBytes: size,
});

const MAX_PORT = 65_535;
/** A little more than what Linux keeps of the name of a process. */
const MAX_NAME_CHARACTERS = 64;

const listeningPort = z.object({
  port: z.int().check(z.gte(1), z.lte(MAX_PORT)),
  program: z.string().check(z.maxLength(MAX_NAME_CHARACTERS)),
  boundTo: z.enum(['loopback', 'all']),
  ipv6Only: z.boolean(),
});

const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('failed'), code, message: z.string() }),
  /** Some entries of a folder; more may follow, until the end. */
  z.object({ kind: z.literal('listed'), entries: z.array(entry) }),
  /** The bytes follow as data. */
  z.object({ kind: z.literal('opened'), sizeBytes: size }),
  z.object({ kind: z.literal('written'), path: z.string(), sizeBytes: size }),
  /** What the program printed follows as data: standard output, then the errors. */
  z.object({
    kind: z.literal('ended'),
    exitCode: z.nullable(z.int()),
    truncated: z.boolean(),
    timedOut: z.boolean(),
    stdoutBytes: size,
    stderrBytes: size,
  }),
  /** What the shell writes follows as data, until it exits. */
  z.object({ kind: z.literal('shell') }),
  z.object({ kind: z.literal('exited'), exitCode: z.nullable(z.int()) }),
  z.object({
    kind: z.literal('ports'),
    ports: z.array(listeningPort).check(z.maxLength(MAX_LISTENING_PORTS)),
  }),
]);

export type AccessAnswer = z.infer<typeof answer>;

/** Reads an answer that came out of a sandbox. Throws for anything else. */
export function readAccessAnswer(text: string): AccessAnswer {
  return answer.parse(JSON.parse(text));
}

/** The code to answer a failure with. */
export function answerCode(value: ErrorCode): z.infer<typeof code> {
  return code.safeParse(value).data ?? 'internal';
}
