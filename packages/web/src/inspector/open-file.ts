import { create } from 'zustand';
import { useLayout } from '../app/shell/layout.ts';
import { hasInspectorColumn } from '../app/shell/room.ts';

export interface FileTarget {
  /** Relative to the workspace, or absolute. */
  path: string;
  /** Counted from 1. */
  line?: number | undefined;
}

/** What somebody asked to see, until the tab takes it. */
interface OpenTargets {
  file: FileTarget | null;
  /** Path of a changed file. */
  change: string | null;
}

export const useOpenTargets = create<OpenTargets>()(() => ({ file: null, change: null }));

/** Shows a file in the Files tab, at a line where one is given. */
export function openFile(target: FileTarget): void {
  useOpenTargets.setState({ file: target });
  showTab('files');
}

/** Shows what changed in a file, in the Changes tab. */
export function openChange(path: string): void {
  useOpenTargets.setState({ change: path });
  showTab('changes');
}

function showTab(inspectorTab: string): void {
  const { change, setSheet } = useLayout.getState();
  if (hasInspectorColumn()) change({ inspectorTab, inspectorOpen: true });
  else {
    change({ inspectorTab });
    setSheet('inspector');
  }
}
