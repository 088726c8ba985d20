import { useRef, type ReactNode } from 'react';
import { useSettings } from '../../api/settings.ts';
import { commands } from '../../app/keyboard/command-registry.ts';
import { useCommand } from '../../app/keyboard/use-command.ts';
import { useConversationLive, useLive } from '../../live/index.ts';
import type { Outbox } from '../../live/sending/index.ts';
import type { Condition } from '../../screen/index.ts';
import type { Controls } from '../standing/controls.ts';
import type { Steer } from '../standing/use-steering.ts';
import { useOpenCost } from '../use-open-cost.ts';
import { isOnItsWay, isReady, messageText } from './attachment.ts';
import { composerFacts } from './composer-facts.ts';
import { useComposerSettings } from './composer-settings.ts';
import { ComposerView } from './composer-view.tsx';
import { useDraft } from './use-draft.ts';
import { useFileDrop } from '../../attachment/use-file-drop.ts';

export interface ConversationComposerProps {
  outbox: Outbox;
  condition: Condition;
  controls: Controls;
  asking: Steer | null;
  onSteer: (to: Steer) => void;
}

/** The composer of the conversation around it. */
export function ConversationComposer({ outbox, ...rest }: ConversationComposerProps): ReactNode {
  const { conversationId } = useConversationLive();
  const bill = useLive(({ now }) => now.bill);
  const asked = useLive(({ now }) => now.approval !== null);
  const hasTask = useLive(({ now }) => now.hasTask);
  const { data: settings } = useSettings();
  const { enterSends, setEnterSends } = useComposerSettings();
  const draft = useDraft(conversationId);
  const dropping = useFileDrop(draft.attach);
  const openCost = useOpenCost();
  const input = useRef<HTMLTextAreaElement>(null);

  const text = messageText(draft.text, draft.attachments);
  const imageUrls = draft.attachments.flatMap((one) => (one.kind === 'image' && isReady(one) ? one.url : []));
  const isEmpty = text === '' && imageUrls.length === 0;
  const sendable = draft.attachments.some(isOnItsWay) ? 'waits' : isEmpty ? 'nothing' : 'yes';
  const send = (when: 'now' | 'later'): void => {
    if (sendable !== 'yes') return;
    outbox.add({ text, imageUrls, when });
    draft.clear();
    input.current?.focus({ preventScroll: true });
  };
  const hold = (): void => send(rest.controls.hold ? 'later' : 'now');
  useCommand('send', () => send('now'));
  useCommand('hold', hold);
  useCommand('write', () => input.current?.focus());
  return (
    <ComposerView
      {...rest}
      ref={input}
      draft={draft}
      facts={composerFacts(bill, settings)}
      bill={bill}
      asked={asked}
      hasTask={hasTask}
      dropping={dropping}
      sendable={sendable}
      enterSends={enterSends}
      onEnterSends={setEnterSends}
      onApprove={() => commands.run('approve')}
      onReject={() => commands.run('reject')}
      onSend={() => send('now')}
      onHold={hold}
      onFiles={draft.attach}
      onCost={openCost}
    />
  );
}
