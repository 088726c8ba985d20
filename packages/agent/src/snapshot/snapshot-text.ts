import { View } from '../memory/view.ts';
import type { ViewContent } from '../memory/view-content.ts';
import type { ConversationState } from '../state/conversation-state.ts';

interface Folded {
  state: ConversationState;
  view: View;
}

/** State and view as text. */
export function snapshotText({ state, view }: Folded): string {
  return JSON.stringify({ state, view: view.content() });
}

/** Reads what `snapshotText` of this very version wrote; see `FoldSnapshots`. */
export function readSnapshot(text: string): Folded {
  const { state, view }: { state: ConversationState; view: ViewContent } = JSON.parse(text);
  return { state, view: View.of(view) };
}
