import type { ReactNode } from 'react';
import { useConnection } from '../app/connection/connection.ts';
import { Button } from '../design/button.tsx';
import { ErrorNote } from '../design/error-note.tsx';
import { useLive } from '../live/index.ts';
import { useOutbox, useOutboxView, type Outbox } from '../live/sending/index.ts';
import { ConversationApproval } from './approval/conversation-approval.tsx';
import { ConversationComposer } from './composer/conversation-composer.tsx';
import { OutboxList } from './outbox/outbox-list.tsx';
import { StandingLine } from './standing/standing-line.tsx';
import { standingWords } from './standing/standing-words.ts';
import { useControls } from './standing/use-controls.ts';
import { useSecondsUntil, useStanding } from './standing/use-standing.ts';

/** Everything with which the person steers the conversation around it. Nothing for a recorded one. */
export function Composer(): ReactNode {
  const outbox = useOutbox();
  return outbox !== null && <Steered outbox={outbox} />;
}

function Steered({ outbox }: { outbox: Outbox }): ReactNode {
  const { condition } = useStanding();
  const caughtUp = useLive((state) => state.caughtUp);
  const asked = useLive(({ now }) => now.approval !== null);
  const hasTask = useLive(({ now }) => now.hasTask);
  const reason = useLive(({ now }) => now.reason);
  const gaveBack = useLive(({ now }) => now.agentState === 'rejected');
  const unread = useLive(({ now }) => now.queue.length);
  const notice = useLive((state) => state.notice);
  const secondsLeft = useSecondsUntil(useLive(({ now }) => now.resumeAt));
  const { controls, asking, askedToStop, wayOn, steer } = useControls(condition);
  const view = useOutboxView(outbox);
  const reachable = useConnection(({ lostAt }) => lostAt === null);
  const words = standingWords({
    condition,
    reason,
    notice: notice?.text ?? '',
    secondsLeft,
    asked,
    hasTask,
    gaveBack,
    unread,
  });
  return (
    <div className="mx-auto flex w-full max-w-(--log-width) shrink-0 flex-col gap-2 px-4 pt-1 pb-3 max-sm:px-2 max-sm:pb-2">
      <CutOff />
      <ConversationApproval />
      <OutboxList
        items={view.items}
        kept={view.kept}
        reachable={reachable}
        onEdit={(id, text) => outbox.edit(id, text)}
        onWithdraw={(id) => outbox.withdraw(id)}
        onMove={(id, by) => outbox.move(id, by)}
        onSendNow={(id) => outbox.sendNow(id)}
      />
      {caughtUp && (!asked || askedToStop || asking !== null) && (
        <StandingLine
          condition={condition}
          words={words}
          askedToStop={askedToStop}
          inLog={reason !== ''}
          controls={controls}
          asking={asking}
          wayOn={wayOn}
          onSteer={steer}
        />
      )}
      <ConversationComposer
        outbox={outbox}
        condition={condition}
        controls={controls}
        asking={asking}
        onSteer={steer}
      />
    </div>
  );
}

/** The server will not be asked again by itself. */
function CutOff(): ReactNode {
  const failure = useLive((state) => (state.following === 'ended' ? state.failure : undefined));
  return (
    failure !== undefined && (
      <ErrorNote
        title="This page does not hear of the conversation any more"
        failure={failure}
        remedy="The agent goes on. Reload the page; what you have written is kept."
        action={
          <Button size="small" onClick={() => location.reload()}>
            Reload
          </Button>
        }
      />
    )
  );
}
