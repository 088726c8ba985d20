import { useState, type ReactNode } from 'react';
import { oneLine } from '../../screen/index.ts';

export interface TitleFieldProps {
  title: string;
  editing: boolean;
  onEditing: (editing: boolean) => void;
  onRename: (title: string) => void;
}

/** As long as the server takes. */
const MOST_CHARACTERS = 200;

/** The name of the conversation; a click on it changes it. */
export function TitleField(props: TitleFieldProps): ReactNode {
  const { title, editing, onEditing } = props;
  const [closedByKey, setClosedByKey] = useState(false);
  if (editing) return <Editor {...props} onClosed={setClosedByKey} />;
  const shown = oneLine(title);
  return (
    <h1 className="-ml-1.5 min-w-0">
      <button
        type="button"
        // Who closed the field by a key goes on from here.
        autoFocus={closedByKey}
        aria-label={`Rename: ${shown}`}
        onClick={() => onEditing(true)}
        className="block max-w-full truncate rounded-md px-1.5 py-0.5 text-left font-medium text-strong transition-colors hover:bg-hover"
      >
        {shown}
      </button>
    </h1>
  );
}

function Editor({
  title,
  onEditing,
  onRename,
  onClosed,
}: TitleFieldProps & { onClosed: (byKey: boolean) => void }): ReactNode {
  const [written, setWritten] = useState(title);
  const close = (byKey: boolean): void => {
    onClosed(byKey);
    onEditing(false);
  };
  const save = (byKey: boolean): void => {
    const next = written.trim();
    close(byKey);
    if (next !== '' && next !== title) onRename(next);
  };
  return (
    <input
      type="text"
      autoFocus
      aria-label="Title"
      value={written}
      maxLength={MOST_CHARACTERS}
      onFocus={({ target }) => target.select()}
      onChange={({ target }) => setWritten(target.value)}
      onBlur={() => save(false)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') save(true);
        else if (event.key === 'Escape') close(true);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
      className="-mx-1.5 h-7 w-full max-w-120 min-w-0 rounded-md border border-ring bg-surface px-1.5 font-medium text-strong outline-none"
    />
  );
}
