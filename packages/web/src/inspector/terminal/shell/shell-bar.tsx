import type { ReactNode } from 'react';
import { useTerminalState } from '../../../api/terminal.ts';
import { IconButton } from '../../../design/icon-button.tsx';
import { Segmented } from '../../../design/segmented.tsx';
import { useShells } from './shells.ts';
import { useShellsOf } from './use-shells-of.ts';

/** The open shells by their numbers, and a button for another one. Nothing where none is open. */
export function ShellBar({ conversationId }: { conversationId: string }): ReactNode {
  const { data: state } = useTerminalState(conversationId);
  const { sessions, shown } = useShellsOf(conversationId);
  const { open, show } = useShells();
  if (shown === undefined) return null;
  const isFull = sessions.length >= (state?.limit ?? 1);
  return (
    <>
      <Segmented
        label="Shells"
        size="small"
        value={`${shown.number}`}
        options={sessions.map(({ number }) => ({ value: `${number}`, label: `${number}` }))}
        onChange={(value) => show(conversationId, Number(value))}
      />
      <IconButton
        icon="add"
        label={isFull ? `No more than ${sessions.length} shells` : 'Open another shell'}
        size="small"
        disabled={isFull || state?.running !== true}
        onClick={() => open(conversationId)}
      />
    </>
  );
}
