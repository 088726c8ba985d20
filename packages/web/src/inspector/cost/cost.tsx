import type { ReactNode } from 'react';
import { EmptyState } from '../../design/empty-state.tsx';
import { SkeletonLines } from '../../design/skeleton.tsx';
import { useLive, useShown } from '../../live/live-context.ts';
import { clockText } from '../timeline/clock-text.ts';
import type { TabProps } from '../tab-props.ts';
import { CostNumbers } from './cost-numbers.tsx';
import { CostShares } from './cost-shares.tsx';
import { SpentChart } from './spent-chart.tsx';
import { TokensChart } from './tokens-chart.tsx';
import { WindowBreakdown } from './window-breakdown.tsx';
import { WindowChart } from './window-chart.tsx';

/** Tokens and money, and how full the window of the model is. */
export function Cost(_props: TabProps): ReactNode {
  const bill = useShown((screen) => screen.bill);
  const entries = useShown((screen) => screen.entries);
  const when = useLive(({ moment, shown }) => (moment === null ? '' : clockText(shown.lastAt ?? '')));
  const caughtUp = useLive((state) => state.caughtUp);
  const { steps } = bill;
  if (steps.length === 0 && !caughtUp) {
    return (
      <div className="p-4">
        <SkeletonLines lines={5} />
      </div>
    );
  }
  if (steps.length === 0) {
    return (
      <EmptyState icon="cost" title={when === '' ? 'Nothing was spent yet' : `Nothing was spent by ${when}`}>
        Tokens and cost of each answer of the model appear here, and how full its window is.
      </EmptyState>
    );
  }
  return (
    <div className="@container overflow-y-auto">
      <div className="flex flex-col gap-6 p-4 @4xl:grid @4xl:grid-cols-2 @4xl:gap-x-10">
        <CostNumbers bill={bill} when={when} />
        <WindowBreakdown bill={bill} />
        <TokensChart steps={steps} />
        {bill.usd > 0 && <SpentChart steps={steps} budgetUsd={bill.budgetUsd} />}
        <WindowChart steps={steps} entries={entries} windowSize={bill.windowSize} />
        <div className="flex min-w-0 flex-col gap-6">
          <CostShares steps={steps} />
        </div>
      </div>
    </div>
  );
}
