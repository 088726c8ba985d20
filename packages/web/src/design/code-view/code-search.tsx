import type { EditorView } from '@codemirror/view';
import { useEffect, useMemo, useState, type KeyboardEvent, type ReactNode } from 'react';
import { IconButton } from '../icon-button.tsx';
import { TextInput } from '../text-input.tsx';
import { findMatches, MOST_MATCHES } from './find-matches.ts';
import { showMatches } from './search-matches.ts';

/** Finds a word in a text. Enter goes to the next one, with Shift to the one before, Escape closes. */
export function CodeSearch({
  view,
  text,
  onClose,
}: {
  view: EditorView;
  text: string;
  onClose: () => void;
}): ReactNode {
  const [wanted, setWanted] = useState('');
  const [at, setAt] = useState(0);
  const matches = useMemo(() => findMatches(text, wanted), [text, wanted]);
  const current = matches.length === 0 ? 0 : ((at % matches.length) + matches.length) % matches.length;
  useEffect(() => showMatches(view, { matches, current }), [view, matches, current]);
  useEffect(() => () => showMatches(view, { matches: [], current: 0 }), [view]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') setAt(current + (event.shiftKey ? -1 : 1));
    else if (event.key === 'Escape') {
      onClose();
      view.scrollDOM.focus();
    } else return;
    event.preventDefault();
  };
  const count = matches.length >= MOST_MATCHES ? `${MOST_MATCHES}+` : matches.length;
  return (
    <search className="flex shrink-0 items-center gap-1 border-b border-hairline px-2 py-1">
      <TextInput
        autoFocus
        code
        aria-label="Find in this file"
        placeholder="Find"
        value={wanted}
        onChange={({ target }) => {
          setWanted(target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        className="h-7 min-w-0 flex-1"
      />
      <p role="status" className="min-w-16 text-center text-xs text-muted tabular-nums">
        {wanted === '' ? '' : matches.length === 0 ? 'None' : `${current + 1} of ${count}`}
      </p>
      <IconButton
        icon="up"
        label="Previous match"
        keys="Shift+Enter"
        size="small"
        onClick={() => setAt(current - 1)}
      />
      <IconButton
        icon="down"
        label="Next match"
        keys="Enter"
        size="small"
        onClick={() => setAt(current + 1)}
      />
      <IconButton icon="close" label="Close the search" keys="Escape" size="small" onClick={onClose} />
    </search>
  );
}
