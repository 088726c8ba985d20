import * as z from 'zod';
import { testFailureSchema } from './test-failure.ts';

const url = z.url({ protocol: /^(https?|wss?)$/ }).max(2_000);
const sseServer = z.strictObject({ url, api_key: z.string().nullish() });
const httpServer = z.strictObject({
  url,
  api_key: z.string().nullish(),
  /** Seconds. */
  timeout: z.int().min(1).max(3_600).nullish(),
});

const stdioServer = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9_-]+$/),
  command: z.string().regex(/^\S+$/),
  args: z.array(z.string()).default([]),
  env: z.record(z.string(), z.string()).default({}),
});

const fromText = (value: unknown): unknown => (typeof value === 'string' ? { url: value } : value);

/** Which MCP servers an agent may use. A plain string stands for `{ url }`. */
export const mcpConfigSchema = z.strictObject({
  sse_servers: z.array(z.preprocess(fromText, sseServer)).default([]),
  stdio_servers: z.array(stdioServer).default([]),
  shttp_servers: z.array(z.preprocess(fromText, httpServer)).default([]),
});

export type McpConfig = z.output<typeof mcpConfigSchema>;

/** `POST /api/mcp/test`: one server as settings take it, with its kind. Secrets that are masked are the stored ones. */
export const mcpTestSchema = z
  .discriminatedUnion('kind', [
    sseServer.extend({ kind: z.literal('sse') }),
    httpServer.extend({ kind: z.literal('shttp') }),
    stdioServer.extend({ kind: z.literal('stdio') }),
  ])
  .meta({ id: 'McpTest' });

export type McpTest = z.output<typeof mcpTestSchema>;

export const mcpTestResultSchema = z
  .discriminatedUnion('ok', [
    z.object({
      ok: z.literal(true),
      server: z.object({ name: z.string(), version: z.string() }),
      /** 500 at most. */
      tools: z.array(z.object({ name: z.string(), description: z.string() })),
      /** Milliseconds until the tools were known. */
      latency_ms: z.int(),
    }),
    testFailureSchema,
  ])
  .meta({ id: 'McpTestResult' });

export type McpTestResult = z.output<typeof mcpTestResultSchema>;
