import type { ReactNode } from 'react';
import { visibleText, type ActionEntry } from '../../screen/index.ts';
import { DetailNote } from '../text/detail-frame.tsx';

/** What went wrong with an action, and what it means for the work. */
export function FailureNote({ entry: { error, progress } }: { entry: ActionEntry }): ReactNode {
  if (error === '') return null;
  const text = visibleText(error.replace(/^ERROR:?\s*/, '').trim());
  if (progress === 'interrupted') return <DetailNote>{text}</DetailNote>;
  return (
    <div className="bg-red-soft px-3 py-1.5 text-sm [overflow-wrap:anywhere]">
      <p className="whitespace-pre-wrap text-red-text">{text}</p>
      {progress === 'failed' && (
        <p className="text-body">The agent has read this and decides how to go on; a message can steer it.</p>
      )}
    </div>
  );
}
