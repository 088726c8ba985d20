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

/**
 * Reads what `snapshotText` of this very version wrote; see `FoldSnapshots`. Undefined for a damaged text: it is
 * only a cache, and the log is folded in its place.
 */
export function readSnapshot(text: string): Folded | undefined {
  try {
    const { state, view }: { state: ConversationState; view: ViewContent } = JSON.parse(text);
    return { state, view: View.of(view) };
  } catch {
    return undefined;
  }
}
