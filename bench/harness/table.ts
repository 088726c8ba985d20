import type { Unit } from './benchmark.ts';
import type { ResultRow } from './verdict.ts';

const HEAD = ['what', 'measured', 'limit', 'ratio', 'comparable', 'aim', 'verdict', 'limit is'];
const LEFT = new Set([0, 6, 7]);

/** The results as an aligned table, a blank line between benchmarks. */
export function table(rows: readonly ResultRow[]): string {
  const cells = rows.map((row) => [
    `${row.benchmark}: ${row.what}`,
    figure(row.value, row.unit),
    figure(row.limitValue, row.unit),
    row.ratio === undefined ? '' : `${row.ratio.toPrecision(2)} x`,
    figure(row.comparable, row.unit),
    figure(row.aim, row.unit),
    row.verdict === 'no aim' ? '' : row.verdict,
    row.limit ?? '',
  ]);
  const widths = HEAD.map((_head, column) =>
    Math.max(...[HEAD, ...cells].map((line) => line[column]?.length ?? 0)),
  );
  const render = (line: readonly string[]): string =>
    line
      .map((cell, column) =>
        LEFT.has(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [render(HEAD), ...cells.map(render)].join('\n');
}

function figure(value: number | undefined, unit: Unit): string {
  if (value === undefined) return '';
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
  const number = value.toLocaleString('en', { minimumFractionDigits: 0, maximumFractionDigits: digits });
  return unit === '/s' || unit === 'MB/s' ? `${number}${unit}` : `${number} ${unit}`;
}
