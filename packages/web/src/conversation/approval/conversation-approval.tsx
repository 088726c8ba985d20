import { useEffect, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { postAction } from '../../api/person-action.ts';
import { useCommand } from '../../app/keyboard/use-command.ts';
import { useConversationLive, useLive } from '../../live/index.ts';
import { oneLine, type Approval } from '../../screen/index.ts';
import { focusComposer } from '../composer/focus-composer.ts';
import { keptDraft } from '../composer/kept-draft.ts';
import { useSteering } from '../standing/use-steering.ts';
import { ApprovalGuard } from './approval-guard.ts';
import { ApprovalPanel } from './approval-panel.tsx';
import { askedAbout, askedFor, riskWords } from './approval-words.ts';

/** What the agent of the conversation around it asks, if it does; also announced to those who do not see it. */
export function ConversationApproval(): ReactNode {
  const approval = useLive(({ now }) => now.approval);
  return (
    <>
      <p aria-live="assertive" className="sr-only">
        {approval !== null && announcement(approval)}
      </p>
      {approval !== null && <AskedNow key={approval.entry.actionId} approval={approval} />}
    </>
  );
}

const announcement = ({ entry, risk }: Approval): string =>
  `Approval needed. ${askedFor(entry)}: ${oneLine(askedAbout(entry))}. ${riskWords(risk).label}.`;

/** Where text is written that Enter does not end: with none in it, Enter approves. */
const EMPTY_COMPOSER = '[data-composer="empty"]';

function AskedNow({ approval }: { approval: Approval }): ReactNode {
  const { conversationId } = useConversationLive();
  const panel = useRef<HTMLElement>(null);
  const [guard] = useState(() => new ApprovalGuard());
  const [reasonDraft] = useState(() => keptDraft(`${conversationId}.reason`));
  /** The reason that is in the log: a second try does not say it again. */
  const said = useRef('');
  const [rejecting, setRejecting] = useState(false);
  const [answering, setAnswering] = useState<'approve' | 'reject' | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const steering = useSteering();

  useEffect(() => {
    guard.appeared();
    const onKeyDown = (): void => guard.keyPressed();
    addEventListener('keydown', onKeyDown, { capture: true });
    return () => removeEventListener('keydown', onKeyDown, { capture: true });
  }, [guard]);
  useFocusWhenFree(panel);

  const answer = async (kind: 'approve' | 'reject', send: () => Promise<unknown>): Promise<void> => {
    if (!guard.take(kind)) return;
    setAnswering(kind);
    setFailure(null);
    try {
      await send();
    } catch (error) {
      guard.failed();
      setAnswering(null);
      setFailure(error);
    }
  };
  const approve = (): void => void answer('approve', () => steering.mutateAsync('user_confirmed'));
  const reject = (reason: string): void =>
    void answer('reject', async () => {
      // First what to do instead: then the agent goes on with it at once, without asking what next.
      if (reason !== '' && reason !== said.current) {
        await postAction(conversationId, { action: 'message', args: { content: reason, image_urls: [] } });
        said.current = reason;
        reasonDraft.write({ text: '', attachments: [] });
      }
      await steering.mutateAsync('user_rejected');
    });

  useCommand('approve', () => {
    const at = document.activeElement;
    const isHere = panel.current?.contains(at) === true || at?.matches(EMPTY_COMPOSER) === true;
    if (!isHere || rejecting) return false;
    approve();
    return undefined;
  });
  useCommand('reject', () => {
    if (rejecting) return false;
    setRejecting(true);
    return undefined;
  });
  return (
    <ApprovalPanel
      ref={panel}
      approval={approval}
      answering={answering}
      failure={failure}
      rejecting={rejecting}
      onRejecting={(wanted) => {
        setRejecting(wanted);
        if (!wanted) panel.current?.focus();
      }}
      initialReason={reasonDraft.read().text}
      onReason={(text) => reasonDraft.write({ text, attachments: [] })}
      onApprove={approve}
      onReject={reject}
    />
  );
}

/** Takes the focus only where nobody has it, and gives it to the composer when the question is over. */
function useFocusWhenFree(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = panel.current;
    if (document.activeElement === document.body) element?.focus({ preventScroll: true });
  }, [panel]);
  // While the panel still stands: with it the focus is gone.
  useLayoutEffect(() => {
    const element = panel.current;
    return () => {
      if (element?.contains(document.activeElement) === true) focusComposer();
    };
  }, [panel]);
}
