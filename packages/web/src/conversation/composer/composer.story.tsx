import { useState, type ReactNode } from 'react';
import type { Bill, Condition } from '../../screen/index.ts';
import { story } from '../../stories/story.ts';
import { controlsOf } from '../standing/controls.ts';
import type { Attachment } from './attachment.ts';
import { ComposerView, type ComposerViewProps } from './composer-view.tsx';

const STEP: Bill['steps'][number] = {
  id: 1,
  at: '',
  model: 'anthropic/claude-example',
  inputTokens: 60_000,
  outputTokens: 2_000,
  cachedTokens: 0,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
  usd: 1.2,
  latencySeconds: 3,
  aside: false,
  agent: '',
};

const BILL: Bill = {
  steps: [STEP],
  usd: 1.2,
  unpricedCalls: 0,
  inputTokens: 60_000,
  outputTokens: 2_000,
  cachedTokens: 0,
  windowTokens: 62_000,
  windowSize: 200_000,
  budgetUsd: 5,
};

const attachment = (part: Partial<Attachment>): Attachment => ({
  id: part.name ?? '',
  name: 'orders.csv',
  kind: 'file',
  progress: null,
  url: '',
  path: '/workspace/orders.csv',
  problem: '',
  ...part,
});

interface WrittenProps extends Partial<Omit<ComposerViewProps, 'condition' | 'draft'>> {
  condition: Condition;
  written?: string;
  attachments?: readonly Attachment[];
}

function Written({ condition, written = '', attachments = [], ...rest }: WrittenProps): ReactNode {
  const [text, setText] = useState(written);
  const [enterSends, setEnterSends] = useState(false);
  const nothing = (): void => undefined;
  const asked = rest.asked ?? false;
  return (
    <div className="w-190 max-w-full">
      <ComposerView
        condition={condition}
        asked={asked}
        hasTask
        dropping={false}
        facts={{ model: 'claude-example', asks: 'Asks when risky' }}
        bill={BILL}
        controls={controlsOf({ condition, asked, hasTask: true })}
        asking={null}
        sendable={text === '' ? 'nothing' : 'yes'}
        onSteer={nothing}
        onSend={nothing}
        onHold={nothing}
        onApprove={nothing}
        onReject={nothing}
        onFiles={nothing}
        onCost={nothing}
        enterSends={enterSends}
        onEnterSends={setEnterSends}
        {...rest}
        draft={{ text, attachments, setText, attach: nothing, detach: nothing, clear: () => setText('') }}
      />
    </div>
  );
}

export const composer = story(
  'Composer',
  {
    'first words': () => (
      <Written condition="waiting" hasTask={false} bill={{ ...BILL, steps: [], windowTokens: 0 }} />
    ),
    done: () => <Written condition="done" />,
    working: () => <Written condition="working" />,
    'written while it works': () => (
      <Written condition="working" written={'Look at the tests too.\nAll of them.'} />
    ),
    asked: () => <Written condition="needs-you" asked />,
    paused: () => <Written condition="paused" />,
    'many lines': () => (
      <Written
        condition="done"
        written={Array.from({ length: 40 }, (_, line) => `Line ${line + 1}`).join('\n')}
      />
    ),
    attachments: () => (
      <Written
        condition="done"
        written="Compare these"
        sendable="waits"
        attachments={[
          attachment({}),
          attachment({ name: 'year.csv', progress: 0.4, path: '' }),
          attachment({ name: 'whole.iso', problem: 'It is larger than 104857600 bytes', path: '' }),
        ]}
      />
    ),
    'files are held over it': () => <Written condition="done" dropping />,
    'little room and little money left': () => (
      <Written condition="done" bill={{ ...BILL, usd: 4.9, windowTokens: 195_000 }} />
    ),
  },
  { layout: 'wide' },
);
