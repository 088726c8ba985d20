import { type MenuGroup } from '../../design/menu.tsx';

export interface BarMenuParts {
  /** Whether an agent or a sandbox of it runs. */
  running: boolean;
  /** What it cost, in words; empty where the bar shows it. */
  cost: string;
  vscodeUrl: string | null;
  onCost: () => void;
  onRename: () => void;
  onCopyLink: () => void;
  onSaveLog: () => void;
  onSaveWorkspace: () => void;
  onVscode: () => void;
  onShutDown: () => void;
  onDelete: () => void;
}

/** Everything that can be done with a conversation as a whole. */
export function barMenu(parts: BarMenuParts): MenuGroup[] {
  const { running, cost, vscodeUrl } = parts;
  return [
    {
      items: [
        ...(cost === '' ? [] : [{ label: `Cost: ${cost}`, icon: 'cost' as const, onSelect: parts.onCost }]),
        { label: 'Rename', icon: 'rename', onSelect: parts.onRename },
        { label: 'Copy link', icon: 'copy', onSelect: parts.onCopyLink },
        ...(vscodeUrl === null
          ? []
          : [{ label: 'Open in VS Code', icon: 'external' as const, onSelect: parts.onVscode }]),
      ],
    },
    {
      items: [
        { label: 'Save the log as JSON', icon: 'json', onSelect: parts.onSaveLog },
        { label: 'Save the workspace as zip', icon: 'download', onSelect: parts.onSaveWorkspace },
      ],
    },
    {
      items: [
        ...(running
          ? [{ label: 'Stop and free the sandbox', icon: 'stop' as const, onSelect: parts.onShutDown }]
          : []),
        { label: 'Delete…', icon: 'remove', danger: true, onSelect: parts.onDelete },
      ],
    },
  ];
}
