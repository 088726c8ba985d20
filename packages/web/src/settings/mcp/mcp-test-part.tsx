import type { ReactNode } from 'react';
import { useTestMcp } from '../../api/mcp.ts';
import { Button } from '../../design/button.tsx';
import { mcpTestOf, type McpServer } from './mcp-server.ts';
import { McpTestOutcome } from './mcp-test-outcome.tsx';

export interface McpTestPartProps {
  /** Null while what is written is no server. */
  server: McpServer | null;
  /** The test was asked for while what is written is none. */
  onRefused: () => void;
}

/** Tries a server that is written and not stored yet. */
export function McpTestPart({ server, onRefused }: McpTestPartProps): ReactNode {
  const test = useTestMcp();
  return (
    <div className="flex flex-col items-start gap-2">
      <Button
        size="small"
        busy={test.isPending}
        onClick={() => {
          if (server === null) onRefused();
          else test.mutate(mcpTestOf(server));
        }}
      >
        {test.isPending ? 'Testing' : 'Test'}
      </Button>
      <McpTestOutcome result={test.data} failure={test.error} isPending={test.isPending} />
    </div>
  );
}
