import { memo, useMemo, type ReactNode } from 'react';
import { countText, type Entry, type StepCost } from '../../screen/index.ts';
import { clockText } from '../timeline/clock-text.ts';
import { shareText, shortTokensText, tokensText } from './amount-text.ts';
import { ChartFrame, type ChartArea } from './chart-frame.tsx';
import { ticksTo } from './chart-scale.ts';
import { Legend } from './legend.tsx';
import { NumberTable } from './number-table.tsx';
import { Limit } from './spent-chart.tsx';
import { windowBins, windowFill, type WindowPoint } from './window-fill.ts';

const MOST_POINTS = 160;

export interface WindowChartProps {
  steps: readonly StepCost[];
  entries: readonly Entry[];
  /** Tokens that fit; null when not known. */
  windowSize: number | null;
}

const LEGEND = [{ label: 'Summed up', color: 'text-amber', line: true }];

/** How full the window was at each answer, and where its beginning was summed up. */
export const WindowChart = memo(function WindowChart({
  steps,
  entries,
  windowSize,
}: WindowChartProps): ReactNode {
  const points = useMemo(() => windowBins(windowFill(steps, entries), MOST_POINTS), [steps, entries]);
  const most = Math.max(0, ...points.map(({ tokens }) => tokens));
  const shownSize = windowSize !== null && windowSize <= most * 4 ? windowSize : null;
  const marks = points.filter(({ condensed }) => condensed > 0).length;
  return (
    <ChartFrame
      title="Fill of the window"
      name={`Fill of the window: at most ${tokensText(most)} tokens, summed up ${countText(marks, 'time')}`}
      legend={marks > 0 ? <Legend entries={LEGEND} /> : undefined}
      ticks={ticksTo(Math.max(most, shownSize ?? 0))}
      tickText={shortTokensText}
      ends={['1', points.length > 1 ? `${points.at(-1)?.step ?? ''}` : '']}
      hint={(share) => {
        const index = Math.min(points.length - 1, Math.floor(share * points.length));
        const point = points[index];
        return point === undefined
          ? null
          : {
              at: (index + 0.5) / points.length,
              text: <PointText point={point} windowSize={windowSize} />,
            };
      }}
      table={() => (
        <NumberTable
          caption="Fill of the window by answer"
          columns={['Answer', 'Tokens', 'Full', 'Events summed up before']}
          rows={points.map(({ step, tokens, condensed }) => ({
            key: `${step}`,
            name: `${step}`,
            cells: [
              tokensText(tokens),
              windowSize === null ? 'unknown' : shareText(tokens, windowSize),
              condensed === 0 ? '' : tokensText(condensed),
            ],
          }))}
        />
      )}
    >
      {(area) => <Fill points={points} area={area} size={shownSize} />}
    </ChartFrame>
  );
});

function Fill({
  points,
  area,
  size,
}: {
  points: readonly WindowPoint[];
  area: ChartArea;
  size: number | null;
}): ReactNode {
  const room = (area.right - area.left) / points.length;
  const steps = points
    .map(({ tokens }, index) => `V${area.y(tokens)}H${area.left + (index + 1) * room}`)
    .join('');
  const marks = points
    .map(({ condensed }, index) => {
      const x = area.left + index * room;
      return condensed === 0 ? '' : `M${x} ${area.bottom}V${area.top + 6}m-4 -6h8l-4 6z`;
    })
    .join('');
  return (
    <>
      <path d={`M${area.left} ${area.y(0)}${steps}V${area.y(0)}z`} className="fill-blue-soft" />
      <path d={`M${area.left} ${area.y(0)}${steps}`} className="stroke-blue" strokeWidth={1.5} fill="none" />
      {marks !== '' && <path d={marks} className="fill-amber stroke-amber" />}
      {size !== null && <Limit area={area} value={size} text="Window" />}
    </>
  );
}

function PointText({ point, windowSize }: { point: WindowPoint; windowSize: number | null }): ReactNode {
  const { step, at, tokens, condensed } = point;
  return (
    <>
      <span className="font-medium text-strong">Answer {step}</span>{' '}
      <span className="text-faint">{clockText(at)}</span>
      <br />
      {tokensText(tokens)} tokens
      {windowSize !== null && `, ${shareText(tokens, windowSize)} full`}
      {condensed > 0 && (
        <>
          <br />
          {countText(condensed, 'event')} summed up before
        </>
      )}
    </>
  );
}
