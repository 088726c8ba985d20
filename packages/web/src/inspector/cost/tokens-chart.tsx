import { memo, useId, useMemo, type ReactNode } from 'react';
import type { StepCost } from '../../screen/index.ts';
import { clockText } from '../timeline/clock-text.ts';
import { shortTokensText, tokensText, usdText } from './amount-text.ts';
import { ChartFrame, type ChartArea } from './chart-frame.tsx';
import { ticksTo } from './chart-scale.ts';
import { Legend, Stripes } from './legend.tsx';
import { NumberTable } from './number-table.tsx';
import { binName, stepBins, type StepBin } from './step-bins.ts';

const MOST_BARS = 80;

const LEGEND = [
  { label: 'Cached', color: 'text-blue', striped: true },
  { label: 'Input', color: 'text-blue' },
  { label: 'Output', color: 'text-violet' },
];

const allOf = ({ cachedTokens, freshTokens, outputTokens }: StepBin): number =>
  cachedTokens + freshTokens + outputTokens;

/** Tokens of each answer: what was cached, the rest of the prompt, and the answer on each other. */
export const TokensChart = memo(function TokensChart({ steps }: { steps: readonly StepCost[] }): ReactNode {
  const bins = useMemo(() => stepBins(steps, MOST_BARS), [steps]);
  const scope = useId();
  const most = Math.max(0, ...bins.map(allOf));
  return (
    <ChartFrame
      title="Tokens by answer"
      name={`Tokens of ${tokensText(steps.length)} answers: at most ${tokensText(most)} in one`}
      legend={<Legend entries={LEGEND} />}
      ticks={ticksTo(most)}
      tickText={shortTokensText}
      ends={['1', steps.length > 1 ? tokensText(steps.length) : '']}
      hint={(share) => {
        const index = Math.min(bins.length - 1, Math.floor(share * bins.length));
        const bin = bins[index];
        return bin === undefined ? null : { at: (index + 0.5) / bins.length, text: <BinText bin={bin} /> };
      }}
      table={() => <StepTable bins={bins} />}
    >
      {(area) => <Bars bins={bins} area={area} scope={scope} />}
    </ChartFrame>
  );
});

function Bars({
  bins,
  area,
  scope,
}: {
  bins: readonly StepBin[];
  area: ChartArea;
  scope: string;
}): ReactNode {
  const room = (area.right - area.left) / bins.length;
  const width = Math.min(24, Math.max(1, room - Math.min(3, room * 0.25)));
  const path = (from: (bin: StepBin) => number, to: (bin: StepBin) => number): string =>
    bins
      .map((bin, index) => {
        const x = area.left + (index + 0.5) * room - width / 2;
        return `M${x} ${area.y(from(bin))}V${area.y(to(bin))}h${width}V${area.y(from(bin))}z`;
      })
      .join('');
  return (
    <>
      <defs>
        <Stripes id={scope} color="text-blue" />
      </defs>
      <path
        d={path(
          () => 0,
          (bin) => bin.cachedTokens,
        )}
        fill={`url(#${scope})`}
      />
      <path
        d={path(
          (bin) => bin.cachedTokens,
          (bin) => bin.cachedTokens + bin.freshTokens,
        )}
        className="fill-blue"
      />
      <path d={path((bin) => bin.cachedTokens + bin.freshTokens, allOf)} className="fill-violet" />
    </>
  );
}

function BinText({ bin }: { bin: StepBin }): ReactNode {
  const average = bin.from === bin.to ? '' : ', on average';
  return (
    <>
      <span className="font-medium text-strong">{binName(bin)}</span>
      <span className="text-faint">
        {' '}
        {clockText(bin.at)}
        {average}
      </span>
      <br />
      {tokensText(bin.cachedTokens)} cached, {tokensText(bin.freshTokens)} input,{' '}
      {tokensText(bin.outputTokens)} output
    </>
  );
}

function StepTable({ bins }: { bins: readonly StepBin[] }): ReactNode {
  return (
    <NumberTable
      caption="Tokens and cost by answer"
      columns={['Answer', 'Cached', 'Input', 'Output', 'Cost']}
      rows={bins.map((bin) => ({
        key: `${bin.from}`,
        name: bin.from === bin.to ? `${bin.from}` : `${bin.from}–${bin.to}, average`,
        cells: [
          tokensText(bin.cachedTokens),
          tokensText(bin.freshTokens),
          tokensText(bin.outputTokens),
          bin.usd === null ? 'unknown' : usdText(bin.usd),
        ],
      }))}
    />
  );
}
