import type { ReactNode } from 'react';
import { classNames } from '../../design/class-names.ts';
import { Icon } from '../../design/icon.tsx';
import type { FinishEntry } from '../../screen/index.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { eventTime } from '../view/log-time.ts';
import { AgentWords } from './agent-words.tsx';
import { CopyButton } from './copy-button.tsx';

/** The agent's last word. */
export function FinishRow({ entry }: { entry: FinishEntry }): ReactNode {
  const { rejected, text, thought } = entry;
  return (
    <>
      {thought.trim() !== '' && <AgentWords text={thought} className="mt-1.5 mb-1" />}
      <div className="group/message my-2 overflow-hidden rounded-md border border-hairline">
        <div
          className={classNames(
            'flex min-h-8 items-center gap-2 px-3 text-sm font-medium',
            rejected ? 'bg-amber-soft text-amber-text' : 'bg-green-soft text-green-text',
          )}
        >
          <Icon name={rejected ? 'reject' : 'finish'} size={14} />
          {rejected ? 'Gave the task back' : 'Finished'}
          <time
            dateTime={entry.at}
            className="ml-auto text-xs font-normal tabular-nums opacity-0 transition-opacity group-focus-within/message:opacity-100 group-hover/message:opacity-100"
          >
            {eventTime(entry.at)}
          </time>
          {text !== '' && <CopyButton text={text} label="Copy the last word" className="-mr-2" />}
        </div>
        {text !== '' && (
          <div className="px-3 py-2">
            <Markdown text={text} />
          </div>
        )}
      </div>
    </>
  );
}
