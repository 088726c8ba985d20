import type { ReactNode } from 'react';
import { Button } from '../../design/button.tsx';
import { classNames } from '../../design/class-names.ts';
import { Kbd } from '../../design/kbd.tsx';
import { StateDot } from '../../design/state-dot.tsx';
import { visibleText, type Condition } from '../../screen/index.ts';
import type { Controls } from './controls.ts';
import type { StandingWords } from './standing-words.ts';
import type { Steer } from './use-steering.ts';

export interface StandingLineProps {
  condition: Condition;
  words: StandingWords | null;
  /** Whether the next Escape stops the agent. */
  askedToStop: boolean;
  /** Whether the log says the same at more length. */
  inLog: boolean;
  controls: Controls;
  /** What was asked of the agent a moment ago. */
  asking: Steer | null;
  /** How it is set going again. */
  wayOn: Steer;
  onSteer: (to: Steer) => void;
}

/** How it stands, why, and what goes on from there. */
export function StandingLine(props: StandingLineProps): ReactNode {
  const { condition, words, askedToStop, inLog, controls, asking, wayOn, onSteer } = props;
  const failed = condition === 'failed';
  const isLoud = failed && !inLog;
  return (
    <div
      role={failed ? 'alert' : 'status'}
      aria-label="State"
      className={
        isLoud
          ? 'flex items-start gap-3 rounded-md bg-red-soft px-3 py-2 text-sm'
          : 'flex min-h-6 items-center gap-2 px-1 text-xs'
      }
    >
      <StateDot condition={condition} withText className={isLoud ? 'h-5 shrink-0' : 'shrink-0'} />
      <p
        className={classNames(
          'min-w-0 flex-1 text-muted',
          failed && inLog ? 'truncate' : 'text-pretty [overflow-wrap:anywhere]',
        )}
      >
        {askedToStop ? (
          <span className="text-amber-text">
            Press <Kbd>Esc</Kbd> again to stop.
          </span>
        ) : asking === 'stopped' ? (
          'Stopping…'
        ) : asking === 'paused' ? (
          'Pauses once what runs is done.'
        ) : (
          words !== null && (
            <>
              <span className={failed ? 'text-body' : undefined}>{visibleText(words.text)}</span>{' '}
              {words.remedy !== '' && <span>{words.remedy}</span>}
            </>
          )
        )}
      </p>
      {controls.resume !== null && (
        <Button
          size="small"
          icon={failed ? 'restart' : 'play'}
          busy={asking === wayOn}
          onClick={() => onSteer(wayOn)}
        >
          {controls.resume}
        </Button>
      )}
    </div>
  );
}
