import { useState, type ReactNode } from 'react';
import { Button } from '../../design/button.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { Icon } from '../../design/icon.tsx';
import { TextArea } from '../../design/text-area.tsx';
import { isOpen, type OutboxItem } from '../../live/sending/index.ts';
import { countText, oneLine } from '../../screen/index.ts';
import { focusComposer } from '../composer/focus-composer.ts';

export interface OutboxListProps {
  items: readonly OutboxItem[];
  /** Whether the browser keeps them over a reload. */
  kept: boolean;
  /** Whether the server was there when it was last asked. */
  reachable: boolean;
  onEdit: (id: string, text: string) => void;
  onWithdraw: (id: string) => void;
  onMove: (id: string, by: number) => void;
  onSendNow: (id: string) => void;
}

/** What the person has said and the log does not have yet. */
export function OutboxList({ items, kept, ...rest }: OutboxListProps): ReactNode {
  // The buttons of what goes away go with it, and with them the focus.
  const doing = {
    ...rest,
    onWithdraw(id: string) {
      rest.onWithdraw(id);
      focusComposer();
    },
    onSendNow(id: string) {
      rest.onSendNow(id);
      focusComposer();
    },
  };
  const now = items.filter(({ when }) => when === 'now');
  const later = items.filter(({ when }) => when === 'later');
  if (items.length === 0) return null;
  return (
    <div className="flex flex-col gap-1.5">
      {now.length > 0 && (
        <ul aria-label="On its way" className="flex flex-col gap-1">
          {now.map((item) => (
            <Row key={item.id} item={item} {...doing} />
          ))}
        </ul>
      )}
      {later.length > 0 && (
        <section aria-label="Held back" className="rounded-md border border-hairline">
          <p className="flex items-center gap-1.5 px-2.5 pt-1.5 text-xs text-pretty text-muted">
            <Icon name="clock" size={12} className="shrink-0" />
            Held back until it rests. Sent while a page with this conversation is open.
          </p>
          <ul className="p-1">
            {later.map((item, index) => (
              <Row
                key={item.id}
                item={item}
                place={{ first: index === 0, last: index === later.length - 1 }}
                {...doing}
              />
            ))}
          </ul>
        </section>
      )}
      {!kept && (
        <p className="flex items-center gap-1.5 px-1 text-xs text-amber-text">
          <Icon name="warning" size={12} className="shrink-0" />
          This browser has no room to keep it: do not reload the page before it is sent.
        </p>
      )}
    </div>
  );
}

interface RowProps extends Omit<OutboxListProps, 'items' | 'kept'> {
  item: OutboxItem;
  /** Among those that are held back; undefined for what goes at once. */
  place?: { first: boolean; last: boolean };
}

function Row(props: RowProps): ReactNode {
  const { item, onEdit, onWithdraw, onSendNow } = props;
  const [editing, setEditing] = useState(false);
  const close = (): void => {
    setEditing(false);
    focusComposer();
  };
  if (editing) {
    return (
      <li>
        <Editor
          text={item.text}
          onCancel={close}
          onSave={(text) => {
            close();
            if (text === '' && item.imageUrls.length === 0) onWithdraw(item.id);
            else onEdit(item.id, text);
          }}
        />
      </li>
    );
  }
  if (item.progress !== 'refused') return <Line {...props} onEditing={() => setEditing(true)} />;
  return (
    <li
      role="alert"
      className="flex flex-wrap items-start gap-x-3 gap-y-2 rounded-md bg-red-soft px-3 py-2 text-sm"
    >
      <div className="min-w-48 flex-1 [overflow-wrap:anywhere]">
        <p className="font-medium text-red-text">Not sent: {summary(item)}</p>
        <p className="text-body">
          {item.failure?.message}. {item.failure?.remedy}
        </p>
      </div>
      <div className="ml-auto flex gap-1">
        <Button size="small" onClick={() => onSendNow(item.id)}>
          Try again
        </Button>
        <Button size="small" kind="quiet" onClick={() => setEditing(true)}>
          Edit
        </Button>
        <Button size="small" kind="quiet" onClick={() => onWithdraw(item.id)}>
          Discard
        </Button>
      </div>
    </li>
  );
}

function Line({
  item,
  reachable,
  place,
  onWithdraw,
  onMove,
  onSendNow,
  onEditing,
}: RowProps & { onEditing: () => void }): ReactNode {
  const { id } = item;
  return (
    <li className="group flex min-h-7 items-center gap-1 rounded-sm px-1.5 text-sm hover:bg-hover">
      <span className="min-w-0 flex-1 truncate text-body">{summary(item)}</span>
      {place === undefined && (
        <span className="shrink-0 px-1 text-xs text-muted">{progressText(item, reachable)}</span>
      )}
      {place !== undefined && (
        <>
          {!(place.first && place.last) && (
            <>
              <IconButton
                size="small"
                icon="up"
                label="Earlier"
                disabled={place.first}
                onClick={() => onMove(id, -1)}
              />
              <IconButton
                size="small"
                icon="down"
                label="Later"
                disabled={place.last}
                onClick={() => onMove(id, 1)}
              />
            </>
          )}
          <IconButton size="small" icon="send" label="Send now" onClick={() => onSendNow(id)} />
        </>
      )}
      {isOpen(item) && (
        <>
          <IconButton size="small" icon="rename" label="Edit" onClick={onEditing} />
          <IconButton size="small" icon="close" label="Discard" onClick={() => onWithdraw(id)} />
        </>
      )}
    </li>
  );
}

const summary = ({ text, imageUrls }: OutboxItem): string =>
  [oneLine(text), imageUrls.length === 0 ? '' : countText(imageUrls.length, 'picture')]
    .filter((part) => part !== '')
    .join(' · ');

function progressText({ progress, failure }: OutboxItem, reachable: boolean): string {
  if (progress === 'unclear') return 'No answer yet';
  if (progress === 'unsent' && (failure !== null || !reachable)) return 'Waits for the server';
  return progress === 'sent' ? 'Sent' : 'Sending…';
}

function Editor({
  text,
  onSave,
  onCancel,
}: {
  text: string;
  onSave: (text: string) => void;
  onCancel: () => void;
}): ReactNode {
  const [written, setWritten] = useState(text);
  return (
    <form
      className="flex flex-col gap-1.5 p-1"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(written.trim());
      }}
    >
      <TextArea
        autoFocus
        onFocus={({ target }) => target.setSelectionRange(target.value.length, target.value.length)}
        aria-label="Message that waits"
        value={written}
        onChange={(event) => setWritten(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          const saves = event.key === 'Enter' && (event.metaKey || event.ctrlKey);
          if (event.key === 'Escape') onCancel();
          else if (saves) onSave(written.trim());
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <div className="flex justify-end gap-1.5">
        <Button size="small" kind="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="small" kind="primary" type="submit">
          Save
        </Button>
      </div>
    </form>
  );
}
