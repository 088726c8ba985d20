import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { conversationCondition } from '../../api/condition.ts';
import { useConversation, type Conversation } from '../../api/conversations.ts';
import { useCommand } from '../../app/keyboard/use-command.ts';
import { classNames } from '../../design/class-names.ts';
import { Confirm } from '../../design/confirm.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { Menu, type MenuItem } from '../../design/menu.tsx';
import { oneLine } from '../../screen/index.ts';
import { ConversationLine } from '../conversation-line.tsx';
import { isAtWork, lossText } from './loss-text.ts';
import { RenameField } from './rename-field.tsx';
import { useRowActions } from './use-row-actions.ts';

export interface ConversationRowProps {
  conversation: Conversation;
  now: number;
  /** The row that the keys are about. */
  current: boolean;
  /** It shall have the focus. */
  takesFocus: boolean;
  /** It is asked for by itself while it is at work: the list is not fresh so far down. */
  watched: boolean;
  onFocus: () => void;
}

/** One conversation of the whole list, with what can be done to it. */
export function ConversationRow(props: ConversationRowProps): ReactNode {
  const { now, current, takesFocus, onFocus } = props;
  const conversation = useFresh(props.conversation, props.watched);
  const { conversation_id: id, title } = conversation;
  const { rename, stop, remove } = useRowActions(conversation);
  const [renames, setRenames] = useState(false);
  const [asks, setAsks] = useState(false);
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (takesFocus) link.current?.focus();
  }, [takesFocus]);
  useCommand('rename', () => setRenames(true), current);
  useCommand('delete', () => setAsks(true), current);
  const items: MenuItem[] = [
    { label: 'Open in a new tab', icon: 'external', onSelect: () => void open(`/conversations/${id}`) },
    { label: 'Rename', icon: 'rename', onSelect: () => setRenames(true) },
    ...(isAtWork(conversationCondition(conversation))
      ? [{ label: 'Stop', icon: 'stop' as const, onSelect: stop }]
      : []),
  ];
  return (
    <div
      role="listitem"
      onFocus={onFocus}
      className={classNames(
        'group flex h-10 items-center rounded-md pr-1 transition-colors hover:bg-hover pointer-coarse:h-12',
        current && 'bg-hover',
      )}
    >
      {renames ? (
        <RenameField
          title={title}
          onDone={(next) => {
            setRenames(false);
            if (next !== null) rename(next);
          }}
        />
      ) : (
        <Link
          ref={link}
          to={`/conversations/${id}`}
          className="flex h-full min-w-0 flex-1 items-center gap-3 rounded-md px-2 text-sm leading-4"
        >
          <ConversationLine conversation={conversation} now={now} withModel />
        </Link>
      )}
      <Menu
        align="end"
        groups={[
          { items },
          {
            items: [{ label: 'Delete', icon: 'remove', danger: true, onSelect: () => setAsks(true) }],
          },
        ]}
      >
        <IconButton
          icon="more"
          size="small"
          label={`What can be done with ${oneLine(title)}`}
          className="ml-1 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100"
        />
      </Menu>
      <Confirm
        open={asks}
        onOpenChange={setAsks}
        title={`Delete “${oneLine(title)}”?`}
        description={lossText(conversation)}
        action="Delete"
        onConfirm={remove}
      />
    </div>
  );
}

/** The conversation as it stands now, where the list does not look often enough. */
function useFresh(conversation: Conversation, watched: boolean): Conversation {
  const enabled = watched && isAtWork(conversationCondition(conversation));
  const { data } = useConversation(conversation.conversation_id, { enabled });
  return enabled ? (data ?? conversation) : conversation;
}
