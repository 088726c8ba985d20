import type { ReactNode } from 'react';
import { useTestMcp } from '../../api/mcp.ts';
import { Badge } from '../../design/badge.tsx';
import { Button } from '../../design/button.tsx';
import { Icon } from '../../design/icon.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { mcpTestOf, mcpTitle, type McpServer } from './mcp-server.ts';
import { McpTestOutcome } from './mcp-test-outcome.tsx';

const KIND_WORDS: Readonly<Record<McpServer['kind'], string>> = {
  shttp: 'HTTP',
  sse: 'SSE',
  stdio: 'Program',
};

export interface McpRowProps {
  server: McpServer;
  onChange: () => void;
  onRemove: () => void;
}

/** One server with tools: what it is, and whether it answers. */
export function McpRow({ server, onChange, onRemove }: McpRowProps): ReactNode {
  const test = useTestMcp();
  const title = mcpTitle(server);
  return (
    <li className="py-2">
      <div className="flex items-center gap-2">
        <Icon
          name={server.kind === 'stdio' ? 'terminal' : 'browse'}
          className="shrink-0 text-muted max-sm:hidden"
        />
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-2">
            <span className="truncate text-sm font-medium text-strong">{title}</span>
            <Badge>{KIND_WORDS[server.kind]}</Badge>
          </span>
          <span className="block truncate font-mono text-xs text-muted">{whereOf(server)}</span>
        </span>
        <Button
          size="small"
          busy={test.isPending}
          aria-label={`Test ${title}`}
          onClick={() => test.mutate(mcpTestOf(server))}
        >
          {test.isPending ? 'Testing' : 'Test'}
        </Button>
        <IconButton icon="rename" label={`Change ${title}`} onClick={onChange} />
        <IconButton icon="remove" label={`Remove ${title}`} onClick={onRemove} />
      </div>
      <div className="sm:pl-6">
        <McpTestOutcome result={test.data} failure={test.error} isPending={test.isPending} />
      </div>
    </li>
  );
}

const whereOf = (server: McpServer): string =>
  server.kind === 'stdio' ? [server.command, ...server.args].join(' ') : server.url;
