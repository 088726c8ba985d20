import { syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorSelection, EditorState, type Extension } from '@codemirror/state';
import { EditorView, highlightActiveLine, highlightSpecialChars, lineNumbers } from '@codemirror/view';
import { CODE_CLASSES } from './code-classes.ts';
import { languageOf } from './language-of.ts';
import { searchMatches } from './search-matches.ts';

/** Also what takes no room or turns a text around, which the editor leaves alone by itself. */
const HIDING = /[\u061c\u202a-\u202e\u2060-\u2069]/g;

const LOOK = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'transparent', color: 'var(--text)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono)',
    fontSize: '0.78125rem',
    lineHeight: '1.25rem',
    overflow: 'auto',
  },
  '.cm-content': { padding: '4px 0 48px', caretColor: 'transparent' },
  '.cm-line': { padding: '0 16px 0 8px' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--text-faint)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 4px 0 12px' },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '.cm-content:focus-visible': { outline: 'none' },
  '&.cm-at-line .cm-activeLine': { backgroundColor: 'var(--selected)' },
  '.cm-specialChar': { color: 'var(--red-text)' },
  '.cm-match': { backgroundColor: 'var(--amber-soft)' },
  '.cm-match-current': { backgroundColor: 'var(--selected)', outline: '1px solid var(--ring)' },
});

export interface CodeEditorOptions {
  parent: HTMLElement;
  text: string;
  /** Says the language. */
  path: string;
  /** Name for assistive technology. */
  label: string;
  nonce: string | undefined;
  wrap: boolean;
}

/** A text that can be read, searched and copied, of any length. */
export class CodeEditor {
  readonly view: EditorView;
  readonly #language = new Compartment();
  readonly #wrapping = new Compartment();

  constructor({ parent, text, path, label, nonce, wrap }: CodeEditorOptions) {
    const extensions: Extension[] = [
      ...(nonce === undefined ? [] : [EditorView.cspNonce.of(nonce)]),
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
      EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true' }),
      lineNumbers(),
      highlightActiveLine(),
      highlightSpecialChars({ addSpecialChars: HIDING }),
      syntaxHighlighting(CODE_CLASSES),
      searchMatches(),
      LOOK,
      this.#language.of([]),
      this.#wrapping.of(wrap ? EditorView.lineWrapping : []),
    ];
    this.view = new EditorView({ parent, state: EditorState.create({ doc: text, extensions }) });
    // What can be scrolled can be reached by keyboard.
    this.view.scrollDOM.tabIndex = 0;
    void this.#colour(path);
  }

  setWrap(wrap: boolean): void {
    this.view.dispatch({ effects: this.#wrapping.reconfigure(wrap ? EditorView.lineWrapping : []) });
  }

  /** Another state of the same file: what is seen stays where it is. */
  setText(text: string): void {
    const { scrollDOM, state } = this.view;
    if (state.doc.toString() === text) return;
    const top = scrollDOM.scrollTop;
    this.view.dispatch({ changes: { from: 0, to: state.doc.length, insert: text } });
    scrollDOM.scrollTop = top;
  }

  /** Shows a line, counted from 1, and marks it. */
  showLine(number: number): void {
    const line = this.view.state.doc.line(Math.max(1, Math.min(number, this.view.state.doc.lines)));
    this.view.dom.classList.add('cm-at-line');
    this.view.dispatch({
      selection: EditorSelection.cursor(line.from),
      effects: EditorView.scrollIntoView(line.from, { y: 'center' }),
    });
  }

  destroy(): void {
    this.view.destroy();
  }

  async #colour(path: string): Promise<void> {
    try {
      const support = await languageOf(path);
      if (support !== null) this.view.dispatch({ effects: this.#language.reconfigure(support) });
    } catch {
      // Without its language the text stays plain, which is all that it means.
    }
  }
}
