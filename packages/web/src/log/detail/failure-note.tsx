import type { ReactNode } from 'react';
import { useLive } from '../../live/index.ts';
import { visibleText, type ActionEntry } from '../../screen/index.ts';
import { DetailNote } from '../text/detail-frame.tsx';

/** What went wrong with an action, and what it means for the work. */
export function FailureNote({ entry: { key, error, progress } }: { entry: ActionEntry }): ReactNode {
  const isNewest = useLive(({ now }) => now.agentState === 'running' && now.entries.at(-1)?.key === key);
  if (error === '') return null;
  const text = visibleText(error.replace(/^ERROR:?\s*/, '').trim());
  if (progress === 'interrupted') return <DetailNote>{text}</DetailNote>;
  return (
    <div className="bg-red-soft px-3 py-1.5 text-sm [overflow-wrap:anywhere]">
      <p className="whitespace-pre-wrap text-red-text">{text}</p>
      {progress === 'failed' && isNewest && (
        <p className="text-body">The agent has read this and decides how to go on; a message can steer it.</p>
      )}
    </div>
  );
}
