import type { ReactNode } from 'react';
import { conversationCondition } from '../api/condition.ts';
import type { Conversation } from '../api/conversations.ts';
import { ageText } from '../app/age-text.ts';
import { StateDot } from '../design/state-dot.tsx';
import { oneLine } from '../screen/index.ts';
import { costText } from './cost-text.ts';
import { modelText } from './model/model-options.ts';

export interface ConversationLineProps {
  conversation: Conversation;
  /** Milliseconds. */
  now: number;
  /** Whether its model is told as well, where there is room. */
  withModel?: boolean;
}

/** How a conversation stands on one line: state, title, repository, cost, age. On phones, repository and cost stand beneath the title. */
export function ConversationLine({ conversation, now, withModel = false }: ConversationLineProps): ReactNode {
  const {
    title,
    selected_repository: repository,
    selected_branch: branch,
    accumulated_cost: cost,
    llm_model: model,
    last_updated_at: last,
    created_at: created,
  } = conversation;
  const place =
    repository === null ? '' : oneLine(branch === null ? repository : `${repository} · ${branch}`);
  const beneath = [place, costText(cost)].filter((part) => part !== '').join(' · ');
  return (
    <>
      <span className="inline-flex w-4 shrink-0 justify-center">
        <StateDot condition={conversationCondition(conversation)} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate text-strong">{oneLine(title)}</span>
        {beneath !== '' && <span className="hidden truncate text-xs text-muted max-md:block">{beneath}</span>}
      </span>
      <span className="w-44 truncate text-xs text-muted max-md:hidden">{place}</span>
      {withModel && (
        <span className="w-40 truncate text-xs text-muted max-xl:hidden">
          {model !== null && oneLine(modelText(model))}
        </span>
      )}
      <span className="w-14 shrink-0 text-right text-xs text-muted tabular-nums max-md:hidden">
        {costText(cost)}
      </span>
      <time
        dateTime={last ?? created}
        className="w-12 shrink-0 text-right text-xs whitespace-nowrap text-faint tabular-nums"
      >
        {ageText(last ?? created, now)}
      </time>
    </>
  );
}
