import type { ReactNode } from 'react';
import { classNames } from '../../design/class-names.ts';

export interface NumberTableProps {
  /** What it is a table of, for those who do not see what is around it. */
  caption: string;
  /** The first is that of the names of the rows. */
  columns: readonly string[];
  rows: readonly { name: ReactNode; key: string; cells: readonly ReactNode[] }[];
}

/** Names and numbers, the numbers below each other by their digits. */
export function NumberTable({ caption, columns, rows }: NumberTableProps): ReactNode {
  return (
    <table className="w-full border-collapse text-xs tabular-nums">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column, index) => (
            <th
              key={column}
              scope="col"
              className={classNames(
                'border-b border-hairline py-1 font-medium whitespace-nowrap text-muted',
                index === 0 ? 'pr-2 text-left' : 'pl-3 text-right',
              )}
            >
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, key, cells }) => (
          <tr key={key} className="border-b border-hairline last:border-0">
            <th
              scope="row"
              className="max-w-48 py-1 pr-2 text-left font-normal [overflow-wrap:anywhere] text-body"
            >
              {name}
            </th>
            {cells.map((cell, index) => (
              <td key={index} className="py-1 pl-3 text-right whitespace-nowrap text-strong">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
