import { useState, type ReactNode } from 'react';
import { ApiFailure } from '../../api/api-failure.ts';
import type { ActionEntry, Approval } from '../../screen/index.ts';
import { story } from '../../stories/story.ts';
import { ApprovalPanel, type ApprovalPanelProps } from './approval-panel.tsx';

const BASE = {
  key: '4',
  id: 4,
  actionId: 4,
  at: '2026-01-01T09:00:00.000Z',
  source: 'agent',
  observationId: null,
  progress: 'waiting',
  thought: 'I clean up what the build has left. Then I start anew.',
  risk: 2,
  startedAt: null,
  endedAt: null,
  error: '',
} as const;

const command = (text: string): ActionEntry => ({
  ...BASE,
  kind: 'command',
  command: text,
  isInput: false,
  output: '',
  exitCode: null,
  note: '',
  directory: null,
});

function Panel({
  entry,
  risk = 2,
  ...rest
}: Partial<ApprovalPanelProps> & { entry: ActionEntry; risk?: Approval['risk'] }): ReactNode {
  const [rejecting, setRejecting] = useState(rest.rejecting ?? false);
  const nothing = (): void => undefined;
  return (
    <div className="w-190 max-w-full">
      <ApprovalPanel
        approval={{ entry, risk, directory: '/workspace/shop' }}
        answering={null}
        failure={null}
        initialReason=""
        onReason={nothing}
        onApprove={nothing}
        onReject={nothing}
        {...rest}
        rejecting={rejecting}
        onRejecting={setRejecting}
      />
    </div>
  );
}

const BUILD = command('npm run clean && find . -name "*.tmp" -print | sort > left.txt');

export const approval = story(
  'Approval',
  {
    'a command': () => <Panel entry={BUILD} />,
    'a long command': () => (
      <Panel
        risk={-1}
        entry={command(
          Array.from({ length: 40 }, (_, line) => `echo "step ${line}" >> steps.txt`).join('\n'),
        )}
      />
    ),
    'one that hides something': () => (
      <Panel risk={0} entry={command('echo safe \u202e; echo hidden\u202c # \u200b')} />
    ),
    Python: () => (
      <Panel
        risk={1}
        entry={{
          ...BASE,
          kind: 'cell',
          code: 'import os\nprint(os.listdir("."))',
          output: '',
          imageUrls: [],
        }}
      />
    ),
    'an edit': () => (
      <Panel
        risk={1}
        entry={{
          ...BASE,
          kind: 'edit',
          path: '/workspace/shop/basket.py',
          operation: 'replace',
          diff: null,
          before: 'def total(items):\n    return sum(items)\n',
          after: 'def total(items):\n    return sum(item.price for item in items)\n',
          added: 1,
          removed: 1,
        }}
      />
    ),
    'a page': () => (
      <Panel
        risk={0}
        entry={{
          ...BASE,
          kind: 'browse',
          request: 'https://example.org/orders?page=2',
          url: 'https://example.org/orders?page=2',
          screenshot: '',
          text: '',
        }}
      />
    ),
    'a tool': () => (
      <Panel
        entry={{
          ...BASE,
          kind: 'tool',
          name: 'tickets_close',
          arguments: { id: 4_211, reason: 'Mended with the last change', notify: ['owner@example.org'] },
          result: '',
          imageUrls: [],
        }}
      />
    ),
    'on its way': () => <Panel entry={BUILD} answering="approve" />,
    'a reason is written': () => <Panel entry={BUILD} rejecting initialReason="Keep left.txt" />,
    'not arrived': () => (
      <Panel
        entry={BUILD}
        failure={
          new ApiFailure('The server cannot be reached', {
            status: 0,
            remedy: 'Answer again when it is back.',
          })
        }
      />
    ),
  },
  { layout: 'wide' },
);
