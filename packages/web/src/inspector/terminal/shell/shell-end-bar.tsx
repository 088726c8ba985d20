import type { TerminalEnd } from '@capstan/client';
import type { ReactNode } from 'react';
import { Button } from '../../../design/button.tsx';
import { ErrorNote } from '../../../design/error-note.tsx';
import { Icon } from '../../../design/icon.tsx';

export interface ShellEndBarProps {
  end: TerminalEnd;
  onRestart: () => void;
}

/** How a shell ended, and the button for another one in its place. */
export function ShellEndBar({ end, onRestart }: ShellEndBarProps): ReactNode {
  if (end.type === 'exit') {
    return (
      <div
        role="status"
        className="flex shrink-0 items-center gap-2 border-t border-hairline bg-raised px-3 py-1.5 text-sm"
      >
        <Icon name="stopped" size={14} className="shrink-0 text-muted" />
        <span className="min-w-0 flex-1 truncate">{exitText(end.code)}</span>
        <Button size="small" icon="restart" onClick={onRestart}>
          Open again
        </Button>
      </div>
    );
  }
  const { title, remedy } = wordsOf(end);
  return (
    <div className="shrink-0 border-t border-hairline p-2">
      <ErrorNote
        title={title}
        remedy={remedy}
        action={
          <Button size="small" icon="restart" onClick={onRestart}>
            {end.type === 'lost' ? 'Connect again' : 'Try again'}
          </Button>
        }
      />
    </div>
  );
}

const exitText = (code: number | null): string =>
  code === null ? 'The shell was ended' : `The shell has ended with exit code ${code}`;

function wordsOf(end: Exclude<TerminalEnd, { type: 'exit' }>): { title: string; remedy: string } {
  if (end.type === 'error') return { title: end.message, remedy: end.remedy };
  return {
    title: 'The connection to the shell was lost',
    remedy: 'What ran in it has ended. Files are as they were left.',
  };
}
