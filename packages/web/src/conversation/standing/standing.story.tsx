import type { ReactNode } from 'react';
import type { Condition } from '../../screen/index.ts';
import { story } from '../../stories/story.ts';
import { controlsOf } from './controls.ts';
import { StandingLine, type StandingLineProps } from './standing-line.tsx';
import { standingWords, type StandingWordsParts } from './standing-words.ts';

function Line({
  condition,
  line = {},
  ...parts
}: Partial<StandingWordsParts> & { condition: Condition; line?: Partial<StandingLineProps> }): ReactNode {
  const words = {
    condition,
    reason: '',
    notice: '',
    secondsLeft: null,
    asked: false,
    hasTask: true,
    gaveBack: false,
    unread: 0,
    ...parts,
  };
  return (
    <div className="w-190 max-w-full">
      <StandingLine
        condition={condition}
        words={standingWords(words)}
        askedToStop={false}
        inLog={false}
        controls={controlsOf(words)}
        asking={null}
        wayOn="running"
        onSteer={() => undefined}
        {...line}
      />
    </div>
  );
}

const REASON = 'model_authentication: anthropic/claude-example: the key was refused';

export const standing = story(
  'State of a conversation',
  {
    starting: () => <Line condition="starting" notice="Starting the sandbox…" />,
    'in a queue': () => (
      <Line
        condition="starting"
        notice="As many conversations as allowed are at work: this one waits for a place. 2 ahead of it."
      />
    ),
    working: () => <Line condition="working" />,
    'working, with something to read': () => <Line condition="working" unread={1} />,
    'Escape was pressed': () => <Line condition="working" line={{ askedToStop: true }} />,
    stopping: () => <Line condition="working" line={{ asking: 'stopped' }} />,
    pausing: () => <Line condition="working" line={{ asking: 'paused' }} />,
    'needs you': () => <Line condition="needs-you" />,
    'rate limit': () => <Line condition="waiting" secondsLeft={83} />,
    'no task yet': () => <Line condition="waiting" hasTask={false} />,
    paused: () => <Line condition="paused" />,
    done: () => <Line condition="done" />,
    failed: () => <Line condition="failed" reason={REASON} />,
    'failed, told in the log': () => <Line condition="failed" reason={REASON} line={{ inLog: true }} />,
    'gave the task back': () => <Line condition="failed" gaveBack />,
    stopped: () => <Line condition="stopped" />,
  },
  { layout: 'wide' },
);
