import { memo, type ReactNode } from 'react';
import { Badge } from '../../design/badge.tsx';
import { Meter } from '../../design/meter.tsx';
import { countText, type Bill } from '../../screen/index.ts';
import { shareText, tokensText, usdText } from './amount-text.ts';
import { costSummary } from './cost-summary.ts';

/** What was spent, in numbers. `when`: of which moment, empty for now. */
export const CostNumbers = memo(function CostNumbers({
  bill,
  when,
}: {
  bill: Bill;
  when: string;
}): ReactNode {
  const sums = costSummary(bill);
  const { budgetUsd } = bill;
  const noPrice = sums.calls > 0 && sums.unpricedCalls === sums.calls;
  const budget = budgetUsd === null ? '' : `${usdText(sums.usd)} of ${usdText(budgetUsd)}`;
  return (
    <section aria-label="Numbers" className="flex flex-col gap-3">
      <div>
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="text-xl font-semibold text-strong tabular-nums">
            {noPrice ? 'No known price' : usdText(sums.usd)}
          </span>
          <span className="text-sm text-muted">
            {budgetUsd === null ? 'spent' : `of ${usdText(budgetUsd)}, ${shareText(sums.usd, budgetUsd)}`}
            {when !== '' && ` by ${when}`}
          </span>
        </p>
        {budgetUsd !== null && (
          <Meter label="Budget" value={sums.usd} max={budgetUsd} text={budget} className="mt-1.5" />
        )}
        {sums.unpricedCalls > 0 && (
          <p className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
            <Badge tone="amber">{countText(sums.unpricedCalls, 'answer')} without a price</Badge>
            What their model costs is not known, so the sum leaves them out.
          </p>
        )}
      </div>
      <dl className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-x-4 gap-y-2">
        <Figure name="Input" value={tokensText(sums.inputTokens)} note="tokens" />
        <Figure
          name="Cached"
          value={tokensText(sums.cachedTokens)}
          note={`tokens, ${shareText(sums.cachedTokens, sums.inputTokens)} of input`}
        />
        <Figure name="Output" value={tokensText(sums.outputTokens)} note="tokens" />
        <Figure
          name="Reasoning"
          value={tokensText(sums.reasoningTokens)}
          note={`tokens, ${shareText(sums.reasoningTokens, sums.outputTokens)} of output`}
        />
        <Figure
          name="Steps"
          value={tokensText(sums.steps)}
          note={sums.usdPerStep === null ? 'average not known' : `${usdText(sums.usdPerStep)} on average`}
        />
        {sums.asides.calls > 0 && (
          <Figure
            name="Beside the agent"
            value={
              sums.asides.unpricedCalls === sums.asides.calls ? 'No known price' : usdText(sums.asides.usd)
            }
            note={`${countText(sums.asides.calls, 'answer')}, such as titles`}
          />
        )}
      </dl>
    </section>
  );
});

function Figure({ name, value, note }: { name: string; value: string; note: string }): ReactNode {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted">{name}</dt>
      <dd className="text-base font-medium text-strong tabular-nums">
        {value}
        <span className="block text-xs font-normal text-faint">{note}</span>
      </dd>
    </div>
  );
}
