import * as z from 'zod';

const url = z.url({ protocol: /^(https?|wss?)$/ }).max(2_000);
const server = z.strictObject({ url, api_key: z.string().nullish() });
const httpServer = z.strictObject({
  url,
  api_key: z.string().nullish(),
  /** Seconds. */
  timeout: z.int().min(1).max(3_600).nullish(),
});

const fromText = (value: unknown): unknown => (typeof value === 'string' ? { url: value } : value);

/** Which MCP servers an agent may use. A plain string stands for `{ url }`. */
export const mcpConfigSchema = z.strictObject({
  sse_servers: z.array(z.preprocess(fromText, server)).default([]),
  stdio_servers: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[A-Za-z0-9_-]+$/),
        command: z.string().regex(/^\S+$/),
        args: z.array(z.string()).default([]),
        env: z.record(z.string(), z.string()).default({}),
      }),
    )
    .default([]),
  shttp_servers: z.array(z.preprocess(fromText, httpServer)).default([]),
});

export type McpConfig = z.output<typeof mcpConfigSchema>;
