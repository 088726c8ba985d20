import { useState, type ReactNode } from 'react';
import { useLocalModels, type LocalModelServer } from '../../api/models.ts';
import type { Settings } from '../../api/settings.ts';
import { useServerConfig } from '../../api/options.ts';
import { Badge } from '../../design/badge.tsx';
import { Button } from '../../design/button.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { SkeletonLines } from '../../design/skeleton.tsx';
import { SaveFailure } from '../saving/save-mark.tsx';
import { useSave } from '../saving/use-save.ts';
import { useSaveSettings } from '../saving/use-save-settings.ts';
import { SERVER_TITLES, windowText } from './model-options.ts';
import { modelPatch } from './model-patch.ts';

/** Of a long list, so many are shown until somebody wants all. */
const FEW = 4;

export interface LocalServersProps {
  settings: Settings;
}

/** Model servers that answer on the machine of the server, with a button for each of their models. */
export function LocalServers({ settings }: LocalServersProps): ReactNode {
  const { data: servers, error, isPending, isFetching, refetch } = useLocalModels();
  const save = useSaveSettings('Model changed');
  const { data: config } = useServerConfig();
  const use = useSave('Model', (id: string) => save(modelPatch(id, settings, servers ?? [])));
  const shared = config?.multi_user === true;
  // Nobody who reads this could start one there.
  if (shared && servers?.length === 0) return null;
  const place = shared ? 'On the machine of the server' : 'On this machine';
  return (
    <section aria-label={place} className="rounded-md border border-hairline">
      <div className="flex items-center gap-2 py-1 pr-1.5 pl-3">
        <h2 className="min-w-0 flex-1 text-xs font-medium text-muted">{place}</h2>
        <IconButton
          icon="refresh"
          label="Look again"
          size="small"
          aria-busy={isFetching}
          onClick={() => void refetch()}
        />
      </div>
      <div className="border-t border-hairline px-3 py-2">
        {isPending && <SkeletonLines lines={2} label="Looking for model servers" />}
        {error !== null && <ErrorNote title="Could not look for model servers" failure={error} />}
        {servers?.length === 0 && (
          <p className="text-xs text-pretty text-muted">
            Nothing answers where Ollama and LM Studio usually do. Start one of them, then look again.
          </p>
        )}
        <div className="flex flex-col gap-3">
          {servers?.map((server) => (
            <Server
              key={server.base_url}
              server={server}
              model={settings.llm_model ?? ''}
              onUse={(id) => void use.run(id)}
              busy={use.state.kind === 'saving'}
            />
          ))}
        </div>
        <SaveFailure state={use.state} />
      </div>
    </section>
  );
}

interface ServerProps {
  server: LocalModelServer;
  model: string;
  onUse: (id: string) => void;
  busy: boolean;
}

function Server({
  server: { kind, base_url: url, models, error },
  model,
  onUse,
  busy,
}: ServerProps): ReactNode {
  const [all, setAll] = useState(false);
  const shown = all ? models : models.slice(0, FEW);
  return (
    <div>
      <p className="flex min-w-0 items-baseline gap-2 text-sm">
        <span className="font-medium text-strong">{SERVER_TITLES[kind]}</span>
        <span className="min-w-0 truncate font-mono text-xs text-muted">{url}</span>
      </p>
      {error !== null && <p className="text-xs text-pretty text-red-text">{error}</p>}
      {error === null && models.length === 0 && (
        <p className="text-xs text-muted">It has no model yet. Get one there, then look again.</p>
      )}
      <ul className="mt-1">
        {shown.map(({ id, name, context_window: window }) => (
          <li key={id} className="flex h-8 items-center gap-2">
            <span className="min-w-0 truncate font-mono text-code">{name}</span>
            {window !== null && <span className="text-xs text-muted">{windowText(window)}</span>}
            <span className="flex-1" />
            {id === model ? (
              <Badge tone="green">In use</Badge>
            ) : (
              <Button size="small" disabled={busy} aria-label={`Use this: ${name}`} onClick={() => onUse(id)}>
                Use this
              </Button>
            )}
          </li>
        ))}
      </ul>
      {models.length > shown.length && (
        <Button size="small" kind="quiet" className="-ml-2" onClick={() => setAll(true)}>
          {`Show all ${models.length}`}
        </Button>
      )}
    </div>
  );
}
