import { memo, useMemo, type ReactNode } from 'react';
import { visibleText, type StepCost } from '../../screen/index.ts';
import { tokensText, usdText } from './amount-text.ts';
import { costGroups, type CostGroup } from './cost-summary.ts';
import { NumberTable } from './number-table.tsx';

/** Who spent it: by model, and by agent where there are several. */
export const CostShares = memo(function CostShares({ steps }: { steps: readonly StepCost[] }): ReactNode {
  const models = useMemo(() => costGroups(steps, ({ model }) => model), [steps]);
  const agents = useMemo(
    () =>
      costGroups(steps, ({ agent, aside }) =>
        aside ? 'Beside the agent' : agent === '' ? 'Main agent' : agent,
      ),
    [steps],
  );
  return (
    <>
      <GroupTable title="By model" first="Model" groups={models} />
      {agents.length > 1 && <GroupTable title="By agent" first="Agent" groups={agents} />}
    </>
  );
});

function GroupTable({
  title,
  first,
  groups,
}: {
  title: string;
  first: string;
  groups: readonly CostGroup[];
}): ReactNode {
  return (
    <section aria-label={title} className="min-w-0 overflow-x-auto">
      <h3 className="text-sm font-medium text-strong">{title}</h3>
      <NumberTable
        caption={title}
        columns={[first, 'Answers', 'Input', 'Output', 'Cost']}
        rows={groups.map((group) => ({
          key: group.name,
          name: visibleText(group.name) || 'Unknown',
          cells: [
            tokensText(group.calls),
            tokensText(group.inputTokens),
            tokensText(group.outputTokens),
            priceText(group),
          ],
        }))}
      />
    </section>
  );
}

/** What is not known is not nothing: `at least` says that a part of it is left out. */
function priceText({ usd, calls, unpricedCalls }: CostGroup): string {
  if (unpricedCalls === calls) return 'unknown';
  return unpricedCalls > 0 ? `at least ${usdText(usd)}` : usdText(usd);
}
