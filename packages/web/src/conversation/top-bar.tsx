import { useState, type ReactNode } from 'react';
import { useVscodeUrl } from '../api/conversation-files.ts';
import { useCommand } from '../app/keyboard/use-command.ts';
import { useInspectorColumn } from '../app/shell/columns.ts';
import { useRoom } from '../app/shell/room.ts';
import { Confirm } from '../design/confirm.tsx';
import { useConversationLive, useLive } from '../live/index.ts';
import { barMenu } from './bar/bar-menu.ts';
import { runtimeWords } from './bar/runtime-words.ts';
import { TopBarView } from './bar/top-bar-view.tsx';
import { useBarActions } from './bar/use-bar-actions.ts';
import { costMark, costText } from './composer/composer-facts.ts';
import { useStanding } from './standing/use-standing.ts';
import { useOpenCost } from './use-open-cost.ts';

/** What the conversation around it is, how it stands, and what can be done with it as a whole. */
export function TopBar(): ReactNode {
  const { conversationId } = useConversationLive();
  const isRecorded = conversationId === '';
  const { condition, conversation } = useStanding();
  const bill = useLive(({ now }) => now.bill);
  const reconnecting = useLive(({ following }) => following === 'retrying');
  const inspector = useInspectorColumn();
  const room = useRoom();
  const onCost = useOpenCost();
  const [editing, setEditing] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const running = conversation?.status === 'RUNNING' || conversation?.status === 'STARTING';
  const { data: vscodeUrl = null } = useVscodeUrl(conversationId, running);
  const title = conversation?.title ?? '';
  const actions = useBarActions(conversationId, title);
  const cost = bill.steps.length === 0 ? '' : costMark(bill);
  useCommand('rename', () => setEditing(true), !isRecorded);
  useCommand('export', actions.saveLog, !isRecorded);
  useCommand('delete', () => setDeleting(true), !isRecorded);
  return (
    <>
      <TopBarView
        title={isRecorded ? 'Recorded conversation' : (conversation?.title ?? null)}
        editing={editing && !isRecorded}
        onEditing={setEditing}
        onRename={actions.rename}
        condition={condition}
        runtime={
          conversation === undefined ? '' : runtimeWords(conversation.status, conversation.runtime_status)
        }
        cost={cost}
        costDetail={costText(bill)}
        reconnecting={reconnecting}
        onCost={onCost}
        inspector={{ open: inspector.open, onToggle: () => inspector.setOpen(!inspector.open) }}
        menu={
          isRecorded
            ? []
            : barMenu({
                running,
                cost: room === 1 ? cost : '',
                vscodeUrl,
                onCost,
                onRename: () => setEditing(true),
                onCopyLink: actions.copyLink,
                onSaveLog: actions.saveLog,
                onSaveWorkspace: actions.saveWorkspace,
                onVscode: () => window.open(vscodeUrl ?? '', '_blank', 'noopener,noreferrer'),
                onShutDown: actions.shutDown,
                onDelete: () => setDeleting(true),
              })
        }
      />
      <Confirm
        open={deleting}
        onOpenChange={setDeleting}
        title="Delete this conversation?"
        description={`“${title}”, its log and its workspace on the server are removed for good. A folder or repository of yours stays.`}
        action="Delete"
        onConfirm={actions.remove}
      />
    </>
  );
}
