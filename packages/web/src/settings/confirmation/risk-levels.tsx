import type { ReactNode } from 'react';
import { Badge, type BadgeTone } from '../../design/badge.tsx';
import type { ConfirmationChoice } from './confirmation-choice.ts';

interface Level {
  name: string;
  tone: BadgeTone;
  means: string;
  /** Whether somebody is asked who is asked about what is risky. */
  risky: boolean;
}

/** What the instructions of the model say about each level. */
const LEVELS: readonly Level[] = [
  { name: 'Low', tone: 'green', means: 'Looking, and ordinary edits in the workspace.', risky: false },
  {
    name: 'Medium',
    tone: 'amber',
    means: 'Changes that reach beyond the workspace, or that are hard to take back.',
    risky: false,
  },
  {
    name: 'High',
    tone: 'red',
    means: 'Destroying data, lowering protection, or sending private data or secrets anywhere.',
    risky: true,
  },
  {
    name: 'Unknown',
    tone: 'neutral',
    means: 'The model stated none. Nobody guesses in its place.',
    risky: true,
  },
];

/** What the levels mean, and which of them are asked about. */
export function RiskLevels({ asks }: { asks: ConfirmationChoice }): ReactNode {
  return (
    <section aria-labelledby="risk-levels">
      <h2 id="risk-levels" className="text-sm font-medium text-strong">
        Levels of risk
      </h2>
      <p className="mb-2 text-xs text-pretty text-muted">
        The model rates its own actions, so that a rating is a help and no guarantee: what bounds an agent is
        its sandbox, where it has one.
      </p>
      <ul className="divide-y divide-hairline border-y border-hairline">
        {LEVELS.map(({ name, tone, means, risky }) => (
          <li key={name} className="flex items-baseline gap-3 py-2 text-sm">
            <span className="w-18 shrink-0">
              <Badge tone={tone}>{name}</Badge>
            </span>
            <span className="min-w-0 flex-1 text-pretty">{means}</span>
            <span className="shrink-0 text-xs text-muted">
              {asks === 'always' || (asks === 'risky' && risky) ? 'You are asked' : 'Runs'}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
