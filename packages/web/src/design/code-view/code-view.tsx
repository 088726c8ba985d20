import { useEffect, useRef, useState, type ReactNode } from 'react';
import { styleNonce } from '../../app/style-nonce.ts';
import { CodeEditor } from './code-editor.ts';
import './code-colours.css';
import { CodeSearch } from './code-search.tsx';

export interface CodeViewProps {
  text: string;
  /** Says the language; another path is another text. */
  path: string;
  label: string;
  /** Line to be shown, counted from 1; another object shows it again. */
  at?: { line?: number | undefined } | undefined;
  wrap?: boolean;
  /** Whether the search is open. */
  searching: boolean;
  onSearching: (searching: boolean) => void;
}

/** The text of a file, with its language's colours and a search. Fills what it is in. */
export function CodeView(props: CodeViewProps): ReactNode {
  const { text, path, label, at, wrap = false, searching, onSearching } = props;
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<CodeEditor | null>(null);
  const latest = useRef({ text, label, wrap });
  latest.current = { text, label, wrap };
  useEffect(() => {
    const parent = place.current;
    if (parent === null) return undefined;
    const made = new CodeEditor({ parent, path, nonce: styleNonce(), ...latest.current });
    setEditor(made);
    return () => made.destroy();
  }, [path]);
  useEffect(() => editor?.setText(text), [editor, text]);
  useEffect(() => editor?.setWrap(wrap), [editor, wrap]);
  useEffect(() => {
    if (at?.line !== undefined) editor?.showLine(at.line);
  }, [editor, at]);
  return (
    <div
      className="flex min-h-0 flex-1 flex-col"
      onKeyDown={(event) => {
        if (event.key.toLowerCase() !== 'f' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        onSearching(true);
      }}
    >
      {searching && editor !== null && (
        <CodeSearch view={editor.view} text={text} onClose={() => onSearching(false)} />
      )}
      <div ref={place} className="min-h-0 flex-1" />
    </div>
  );
}
