import { memo, useMemo, type ReactNode } from 'react';
import { Meter } from '../../design/meter.tsx';
import { useConversationLive } from '../../live/live-context.ts';
import type { Bill } from '../../screen/index.ts';
import { shareText, tokensText } from './amount-text.ts';
import { windowParts, WINDOW_PART_LABELS } from './window-parts.ts';

/** How full the window of the model is, and with what. */
export const WindowBreakdown = memo(function WindowBreakdown({ bill }: { bill: Bill }): ReactNode {
  const { history } = useConversationLive();
  const { steps, windowTokens, windowSize } = bill;
  const through = steps.findLast(({ aside, agent }) => !aside && agent === '')?.id ?? -1;
  const parts = useMemo(
    () => windowParts(history.events, { through, total: windowTokens }),
    [history, through, windowTokens],
  );
  const most = parts[0]?.tokens ?? 1;
  const text =
    windowSize === null
      ? `${tokensText(windowTokens)} tokens; how many fit is not known`
      : `${tokensText(windowTokens)} of ${tokensText(windowSize)} tokens, ${shareText(windowTokens, windowSize)}`;
  return (
    <section aria-label="Context window">
      <div className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 className="text-sm font-medium text-strong">Context window</h3>
        <p className="text-xs text-muted tabular-nums">{text}</p>
      </div>
      {windowSize !== null && (
        <Meter label="Context window" value={windowTokens} max={windowSize} text={text} className="mb-2" />
      )}
      <ul className="flex flex-col gap-1 text-xs">
        {parts.map(({ part, tokens }) => (
          <li
            key={part}
            className="grid grid-cols-[minmax(0,1fr)_4.5rem_2.5rem] items-center gap-2 tabular-nums"
          >
            <span className="relative min-w-0 overflow-hidden rounded-sm px-1.5 py-0.5">
              <span
                aria-hidden
                className={`absolute inset-y-0 left-0 rounded-sm ${part === 'rest' ? 'bg-hover' : 'bg-accent-soft'}`}
                style={{ width: `${(tokens / most) * 100}%` }}
              />
              <span className="relative block truncate text-body">{WINDOW_PART_LABELS[part]}</span>
            </span>
            <span className="text-right text-strong">{tokensText(tokens)}</span>
            <span className="text-right text-muted">{shareText(tokens, windowTokens)}</span>
          </li>
        ))}
      </ul>
      <p className="mt-1.5 text-xs text-pretty text-faint">
        The total is what the provider counted with the last answer. The parts are estimated from the lengths
        of the texts.
      </p>
    </section>
  );
});
