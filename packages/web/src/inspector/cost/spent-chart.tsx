import { memo, useMemo, type ReactNode } from 'react';
import type { StepCost } from '../../screen/index.ts';
import { clockText } from '../timeline/clock-text.ts';
import { usdText } from './amount-text.ts';
import { ChartFrame, type ChartArea } from './chart-frame.tsx';
import { ticksTo } from './chart-scale.ts';
import { NumberTable } from './number-table.tsx';
import { spentOverTime, type SpentPoint } from './spent-over-time.ts';

const MOST_POINTS = 160;

export interface SpentChartProps {
  steps: readonly StepCost[];
  budgetUsd: number | null;
}

/** What had been spent at each time. */
export const SpentChart = memo(function SpentChart({ steps, budgetUsd }: SpentChartProps): ReactNode {
  const points = useMemo(() => spentOverTime(steps, MOST_POINTS), [steps]);
  const last = points.at(-1);
  const spent = last?.usd ?? 0;
  // A budget that is far away would press the line to the bottom.
  const shownBudget = budgetUsd !== null && budgetUsd <= spent * 4 ? budgetUsd : null;
  const ticks = ticksTo(Math.max(spent, shownBudget ?? 0));
  return (
    <ChartFrame
      title="Cost over time"
      name={`Cost over time: ${usdText(spent)} at the end`}
      ticks={ticks}
      tickText={tickTextOf(ticks)}
      ends={[clockText(points[0]?.at ?? ''), points.length > 1 ? clockText(last?.at ?? '') : '']}
      hint={(share) => {
        const point = points.findLast((one) => one.share <= share) ?? points[0];
        return point === undefined
          ? null
          : {
              at: point.share,
              text: (
                <>
                  <span className="font-medium text-strong">{usdText(point.usd)}</span>{' '}
                  <span className="text-faint">{clockText(point.at)}</span>
                </>
              ),
            };
      }}
      table={() => (
        <NumberTable
          caption="Cost over time"
          columns={['Time', 'Spent']}
          rows={points.map(({ at, usd }, index) => ({
            key: `${index}`,
            name: clockText(at, { seconds: true }),
            cells: [usdText(usd)],
          }))}
        />
      )}
    >
      {(area) => <Line points={points} area={area} budget={shownBudget} />}
    </ChartFrame>
  );
});

/** As many decimals as tell the lines apart. */
function tickTextOf(ticks: readonly number[]): (value: number) => string {
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
  const decimals = Math.min(
    6,
    Math.max(0, Math.ceil(-Math.log10(step) + (/[25]5?0*$/.test(`${step}`) ? 0.5 : 0))),
  );
  return (value) => (value === 0 ? '$0' : `$${value.toFixed(decimals)}`);
}

function Line({
  points,
  area,
  budget,
}: {
  points: readonly SpentPoint[];
  area: ChartArea;
  budget: number | null;
}): ReactNode {
  const x = ({ share }: SpentPoint): number => area.left + share * (area.right - area.left);
  const line = points.map((point) => `H${x(point)}V${area.y(point.usd)}`).join('');
  const begin = `M${area.left} ${area.y(0)}`;
  return (
    <>
      <path d={`${begin}${line}H${area.right}V${area.y(0)}z`} className="fill-accent-soft" />
      <path d={`${begin}${line}H${area.right}`} className="stroke-accent" strokeWidth={1.5} fill="none" />
      {budget !== null && <Limit area={area} value={budget} text="Budget" />}
    </>
  );
}

/** A line that is not to be passed. */
export function Limit({ area, value, text }: { area: ChartArea; value: number; text: string }): ReactNode {
  const y = area.y(value);
  return (
    <>
      <path d={`M${area.left} ${y}H${area.right}`} className="stroke-red" strokeDasharray="4 3" />
      <text x={area.left + 4} y={y < area.top + 12 ? y + 12 : y - 4} className="fill-red-text text-[11px]">
        {text}
      </text>
    </>
  );
}
