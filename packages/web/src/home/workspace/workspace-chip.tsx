import { useState, type ReactNode } from 'react';
import { useServerConfig } from '../../api/options.ts';
import type { IconName } from '../../design/icons.ts';
import { Popover } from '../../design/popover.tsx';
import { Segmented } from '../../design/segmented.tsx';
import { Button } from '../../design/button.tsx';
import { visibleText } from '../../screen/index.ts';
import { Chip } from '../chip.tsx';
import { FolderPicker } from './folder-picker.tsx';
import { RepositoryPicker } from './repository-picker.tsx';
import { EMPTY_WORKSPACE, workspaceText, type WorkspaceChoice } from './workspace-choice.ts';

export interface WorkspaceChipProps {
  value: WorkspaceChoice;
  onChange: (workspace: WorkspaceChoice) => void;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

type Kind = WorkspaceChoice['kind'];

const ICONS: Readonly<Record<Kind, IconName>> = {
  empty: 'workspace',
  folder: 'folder',
  repository: 'branch',
};

/** Where the conversation works, and the choice of another place. */
export function WorkspaceChip({ value, onChange, open, onOpenChange }: WorkspaceChipProps): ReactNode {
  const text = visibleText(workspaceText(value));
  const choose = (workspace: WorkspaceChoice): void => {
    onChange(workspace);
    onOpenChange(false);
  };
  return (
    <Popover
      label="Workspace"
      open={open}
      onOpenChange={onOpenChange}
      trigger={<Chip icon={ICONS[value.kind]} text={text} aria-label={`Workspace: ${text}`} />}
      className="w-96 p-2"
    >
      <WorkspaceChoices value={value} onChoose={choose} />
    </Popover>
  );
}

function WorkspaceChoices({
  value,
  onChoose,
}: {
  value: WorkspaceChoice;
  onChoose: (workspace: WorkspaceChoice) => void;
}): ReactNode {
  const { data: server } = useServerConfig();
  const [kind, setKind] = useState<Kind>(value.kind);
  const foldersAllowed = server?.local_folders === true;
  const options = [
    { value: 'empty' as const, label: 'Empty' },
    ...(foldersAllowed || kind === 'folder' ? [{ value: 'folder' as const, label: 'Local folder' }] : []),
    { value: 'repository' as const, label: 'Repository' },
  ];
  return (
    <div className="flex flex-col gap-2">
      <Segmented label="Kind of workspace" value={kind} options={options} onChange={setKind} />
      {kind === 'empty' && (
        <div className="flex flex-col items-start gap-3 px-1 pb-1">
          <p className="text-sm text-pretty text-muted">
            The agent begins in a new folder of its own. Files that you attach are put there.
          </p>
          <Button size="small" onClick={() => onChoose(EMPTY_WORKSPACE)}>
            Use an empty workspace
          </Button>
        </div>
      )}
      {kind === 'folder' && <FolderPicker value={value} onChoose={onChoose} />}
      {kind === 'repository' && <RepositoryPicker value={value} onChoose={onChoose} />}
    </div>
  );
}
