import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import type { Match } from './find-matches.ts';

interface Found {
  matches: readonly Match[];
  current: number;
}

const setFound = StateEffect.define<Found>();
const MATCH = Decoration.mark({ class: 'cm-match' });
const CURRENT = Decoration.mark({ class: 'cm-match cm-match-current' });

/** Marks what a search found. */
export function searchMatches(): Extension {
  return StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(marks, transaction) {
      const found = transaction.effects.find((effect) => effect.is(setFound))?.value;
      if (found === undefined) return marks.map(transaction.changes);
      return Decoration.set(
        found.matches.map(({ from, to }, index) =>
          (index === found.current ? CURRENT : MATCH).range(from, to),
        ),
      );
    },
    provide: (field) => EditorView.decorations.from(field),
  });
}

/** Shows matches, and brings the current one into view. */
export function showMatches(view: EditorView, found: Found): void {
  // The editor may have gone before its search.
  if (!view.dom.isConnected) return;
  const match = found.matches[found.current];
  const effects: StateEffect<unknown>[] = [setFound.of(found)];
  if (match !== undefined) effects.push(EditorView.scrollIntoView(match.from, { y: 'center' }));
  view.dispatch({ effects });
}
