import * as z from 'zod';

const PROTOCOL = '2025-06-18';

const message = (body: object): string => JSON.stringify({ jsonrpc: '2.0', ...body });

/** What is said to the server, one line each. */
const LINES = {
  initialize: message({
    id: 1,
    method: 'initialize',
    params: { protocolVersion: PROTOCOL, capabilities: {}, clientInfo: { name: 'capstan', version: '1' } },
  }),
  initialized: message({ method: 'notifications/initialized' }),
  list: message({ id: 2, method: 'tools/list' }),
};

/** The exit code of the exchange where there is no such command. */
export const MISSING = 127;

/**
 * Talks to the server that its arguments start, and prints what it answers: first to `initialize`, then to `tools/list`.
 * Ends with 3 where the server ends before. What runs in a sandbox is reached by programs alone, so this one has to be
 * a program.
 */
const SCRIPT = `
command -v "$1" >/dev/null || exit ${MISSING}
coproc SERVER { exec "$@"; }
await() {
  while IFS= read -r line <&"\${SERVER[0]}"; do
    [[ $line =~ \\"id\\"[[:space:]]*:[[:space:]]*$1[[:space:]]*[,}] ]] || continue
    printf '%s\\n' "$line"
    return
  done
  wait "$pid"; exit 3
}
pid=$SERVER_PID
trap '' PIPE
printf '%s\\n' "$CAPSTAN_INITIALIZE" >&"\${SERVER[1]}"
await 1
printf '%s\\n%s\\n' "$CAPSTAN_INITIALIZED" "$CAPSTAN_LIST" >&"\${SERVER[1]}"
await 2
kill "$pid"
`;

/** The program that speaks with a server, to be run where the server may run. */
export function stdioExchange({ command, args }: { command: string; args: readonly string[] }): {
  program: string;
  args: string[];
  environment: Record<string, string>;
} {
  return {
    program: 'bash',
    args: ['-c', SCRIPT, 'bash', command, ...args],
    environment: {
      CAPSTAN_INITIALIZE: LINES.initialize,
      CAPSTAN_INITIALIZED: LINES.initialized,
      CAPSTAN_LIST: LINES.list,
    },
  };
}

const failed = z.object({ error: z.object({ message: z.string() }) });
const initializedSchema = z.object({
  result: z.object({ serverInfo: z.object({ name: z.string(), version: z.string() }) }),
});
const listedSchema = z.object({
  result: z.object({ tools: z.array(z.object({ name: z.string(), description: z.string().optional() })) }),
});

export interface StdioAnswers {
  server: { name: string; version: string };
  tools: { name: string; description?: string | undefined }[];
}

/** What the server answered, or why that is of no use. A server without tools refuses to list them. */
export function readAnswers(output: string): StdioAnswers | { problem: string } {
  const [first = '', second = ''] = output.split('\n');
  const begun = initializedSchema.safeParse(parsed(first));
  if (!begun.success) return { problem: failed.safeParse(parsed(first)).data?.error.message ?? 'no answer' };
  const { serverInfo: server } = begun.data.result;
  const listed = listedSchema.safeParse(parsed(second));
  if (listed.success) return { server, tools: listed.data.result.tools };
  return failed.safeParse(parsed(second)).success
    ? { server, tools: [] }
    : { problem: 'it did not say what tools it has' };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // No message of the protocol.
    return null;
  }
}
