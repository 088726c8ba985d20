import type { ReactNode } from 'react';
import { failureWords } from '../api/api-failure.ts';
import { Icon } from './icon.tsx';

export interface ErrorNoteProps {
  /** What happened, in a sentence; default what the failure says. */
  title?: string;
  failure?: unknown;
  /** What to do; default what the failure says. */
  remedy?: string;
  /** The button that does it. */
  action?: ReactNode;
}

/** Says what went wrong, what it means, and what to do about it. */
export function ErrorNote({ title, failure, remedy, action }: ErrorNoteProps): ReactNode {
  const said = failure === undefined ? { message: '', remedy: '' } : failureWords(failure);
  const heading = title ?? said.message;
  const detail = title === undefined ? '' : said.message;
  const advice = remedy ?? said.remedy;
  return (
    <div role="alert" className="flex items-start gap-2 rounded-md bg-red-soft px-3 py-2 text-sm">
      <Icon name="failure" className="mt-0.5 shrink-0 text-red-text" />
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <p className="font-medium text-red-text">{heading}</p>
        {detail !== '' && <p className="text-body">{detail}</p>}
        {advice !== '' && <p className="text-body">{advice}</p>}
      </div>
      {action}
    </div>
  );
}
