import { useState, type ReactNode } from 'react';
import { Button } from '../../design/button.tsx';
import { Confirm } from '../../design/confirm.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { SaveFailure, SaveMark } from '../saving/save-mark.tsx';
import { useSave } from '../saving/use-save.ts';
import { useSaveSettings } from '../saving/use-save-settings.ts';
import { Notice } from '../notice.tsx';
import { SectionHead } from '../section-head.tsx';
import { WithSettings } from '../with-settings.tsx';
import { McpForm } from './mcp-form.tsx';
import { McpPaste } from './mcp-paste.tsx';
import { McpRow } from './mcp-row.tsx';
import { configOf, hasHidden, mcpIdentity, mcpTitle, serversOf, type McpServer } from './mcp-server.ts';

/** Programs that lend their tools to agents. */
export function McpSection(): ReactNode {
  return (
    <>
      <SectionHead title="MCP servers">
        Programs and services that lend their tools to agents, by the Model Context Protocol.
      </SectionHead>
      <Notice>
        Agents of this version do not call these tools yet. Servers are stored and can be tested.
      </Notice>
      <WithSettings>{({ mcp_config: config }) => <ServerList servers={serversOf(config)} />}</WithSettings>
    </>
  );
}

type Open =
  | { kind: 'form'; server: McpServer | null }
  | { kind: 'paste' }
  | { kind: 'remove'; server: McpServer };

function ServerList({ servers }: { servers: readonly McpServer[] }): ReactNode {
  const [open, setOpen] = useState<Open | null>(null);
  const save = useSaveSettings('MCP servers changed', { together: false });
  const store = (next: readonly McpServer[], told: string): Promise<void> =>
    save({ mcp_config: configOf(next) }, told);
  const { state, run } = useSave('MCP servers', (removed: McpServer) =>
    store(without(removed), `${mcpTitle(removed)} removed`),
  );
  const without = (server: McpServer): McpServer[] =>
    servers.filter((other) => mcpIdentity(other) !== mcpIdentity(server));
  const close = (): void => setOpen(null);
  const buttons = (
    <div className="flex flex-wrap items-center justify-center gap-2">
      <Button
        kind={servers.length === 0 ? 'primary' : 'secondary'}
        icon="add"
        onClick={() => setOpen({ kind: 'form', server: null })}
      >
        Add a server
      </Button>
      <Button icon="json" onClick={() => setOpen({ kind: 'paste' })}>
        Paste a configuration
      </Button>
      <SaveMark state={state} />
    </div>
  );
  return (
    <>
      {servers.length === 0 ? (
        <div className="rounded-md border border-hairline">
          <EmptyState icon="tool" title="No servers yet" action={buttons}>
            Add one by its address, or by the command that starts it.
          </EmptyState>
        </div>
      ) : (
        <>
          <ul aria-label="MCP servers" className="mb-4 divide-y divide-hairline border-y border-hairline">
            {servers.map((server) => (
              <McpRow
                key={mcpIdentity(server)}
                server={server}
                onChange={() => setOpen({ kind: 'form', server })}
                onRemove={() => {
                  // What is hidden cannot be given back, so that it is asked about; all else can be undone.
                  if (hasHidden(server)) setOpen({ kind: 'remove', server });
                  else void run(server);
                }}
              />
            ))}
          </ul>
          <div className="flex justify-start">{buttons}</div>
        </>
      )}
      <SaveFailure state={state} />
      {open?.kind === 'form' && (
        <McpForm
          server={open.server}
          others={open.server === null ? servers : without(open.server)}
          store={(server) =>
            store(
              replaced(servers, open.server, server),
              `${mcpTitle(server)} ${open.server === null ? 'added' : 'changed'}`,
            )
          }
          onClose={close}
        />
      )}
      {open?.kind === 'paste' && (
        <McpPaste
          servers={servers}
          store={(added) => store([...servers, ...added], `${added.map(mcpTitle).join(', ')} added`)}
          onClose={close}
        />
      )}
      <Confirm
        open={open?.kind === 'remove'}
        onOpenChange={(isOpen) => !isOpen && close()}
        title={`Remove ${open?.kind === 'remove' ? mcpTitle(open.server) : ''}?`}
        description="Its key or variables are forgotten, and would have to be written again."
        action="Remove"
        onConfirm={() => {
          if (open?.kind === 'remove') void run(open.server);
        }}
      />
    </>
  );
}

/** In its place, so that the server knows which one it was before and keeps its key. */
function replaced(
  servers: readonly McpServer[],
  before: McpServer | null,
  after: McpServer,
): readonly McpServer[] {
  if (before === null) return [...servers, after];
  return servers.map((server) => (mcpIdentity(server) === mcpIdentity(before) ? after : server));
}
