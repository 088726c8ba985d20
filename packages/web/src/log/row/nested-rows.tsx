import type { ReactNode } from 'react';
import type { LogRow } from '../../screen/index.ts';
import { useLogAround } from '../view/log-view-context.ts';

/** The rows of a log inside a row. */
export function NestedRows({ rows, label }: { rows: readonly LogRow[]; label: string }): ReactNode {
  const { Row } = useLogAround();
  return (
    <ul aria-label={label} className="flex flex-col">
      {rows.map((row) => (
        <li key={row.key}>
          <Row row={row} />
        </li>
      ))}
    </ul>
  );
}
