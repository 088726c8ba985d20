import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { TextInput } from '../../design/text-input.tsx';

const LONGEST = 200;

export interface RenameFieldProps {
  title: string;
  /** With the new title; null when it stays. */
  onDone: (title: string | null) => void;
}

/** A title that is being written: Enter and leaving it keep it, Escape does not. */
export function RenameField({ title, onDone }: RenameFieldProps): ReactNode {
  const [typed, setTyped] = useState(title);
  const keep = (): void => {
    const next = typed.trim();
    onDone(next === '' || next === title ? null : next);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') keep();
    else if (event.key === 'Escape') onDone(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="min-w-0 flex-1 pl-6.5">
      <TextInput
        autoFocus
        aria-label="Title"
        maxLength={LONGEST}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={keep}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
