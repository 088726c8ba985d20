import { useState, type ReactNode } from 'react';

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
  if (editing) return <Editor {...props} />;
  return (
    <h1 className="-ml-1.5 min-w-0">
      <button
        type="button"
        aria-label={`Rename: ${title}`}
        onClick={() => onEditing(true)}
        className="block max-w-full truncate rounded-md px-1.5 py-0.5 text-left font-medium text-strong transition-colors hover:bg-hover"
      >
        {title}
      </button>
    </h1>
  );
}

function Editor({ title, onEditing, onRename }: TitleFieldProps): ReactNode {
  const [written, setWritten] = useState(title);
  const save = (): void => {
    const next = written.trim();
    onEditing(false);
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
      onBlur={save}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') save();
        else if (event.key === 'Escape') onEditing(false);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
      className="-mx-1.5 h-7 w-full max-w-120 min-w-0 rounded-md border border-ring bg-surface px-1.5 font-medium text-strong outline-none"
    />
  );
}
