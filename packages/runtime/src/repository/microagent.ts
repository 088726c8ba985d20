import { parse } from 'yaml';
import * as z from 'zod/mini';

/** Instructions that a repository gives agents: always (`repo`), or when a trigger is mentioned (`knowledge`). */
export interface Microagent {
  /** Path of its file among the others, without the ending. */
  name: string;
  type: 'repo' | 'knowledge';
  content: string;
  triggers: string[];
  inputs: { name: string; description: string }[];
  /** Names of the MCP servers on standard input and output that it brings. */
  tools: string[];
}

const text = z.pipe(
  z.union([z.string(), z.number(), z.boolean()]),
  z.transform((value) => String(value)),
);
const input = z.object({ name: text, description: z._default(text, '') });

/** YAML has a null where nothing stands after a key. What is not listed here is passed over. */
const frontMatter = z.object({
  name: z.nullish(text),
  type: z.nullish(z.enum(['repo', 'knowledge', 'task'])),
  triggers: z.nullish(z.array(text)),
  inputs: z.nullish(z.array(input)),
  mcp_tools: z.nullish(z.object({ stdio_servers: z.nullish(z.array(z.object({ name: text }))) })),
});

const DELIMITED = /^---[ \t]*\r?\n(?<head>(?:[^\n]*\n)*?)---[ \t]*(?:\r?\n|$)/;

/** `name` is that of its file. Throws an `Error` with the reason where the front matter cannot be used. */
export function parseMicroagent(name: string, file: string): Microagent {
  const source = file.replace(/^\uFEFF/, '');
  const delimited = DELIMITED.exec(source);
  const content = source.slice(delimited?.[0].length ?? 0).trim();
  const head: unknown = parse(delimited?.groups?.['head'] ?? '', { logLevel: 'error', maxAliasCount: 20 });
  const parsed = frontMatter.safeParse(head ?? {});
  if (!parsed.success) throw new Error(parsed.error.issues.map(complaint).join('; '));
  const { mcp_tools: servers, inputs, triggers } = parsed.data;
  const called = triggers ?? [];
  // One that takes inputs is a task, which people call by its name.
  const call = `/${parsed.data.name ?? name}`;
  if (inputs !== null && inputs !== undefined && inputs.length > 0 && !called.includes(call))
    called.push(call);
  return {
    name,
    type: called.length > 0 ? 'knowledge' : 'repo',
    content,
    triggers: called,
    inputs: inputs ?? [],
    tools: servers?.stdio_servers?.map((server) => server.name) ?? [],
  };
}

function complaint(issue: z.core.$ZodIssue): string {
  const what = issue.path.join('.') || 'the front matter';
  if (issue.code !== 'invalid_value') return `${what} is not of the type that it has to be`;
  return `${what} is none of ${issue.values.join(', ')}`;
}
