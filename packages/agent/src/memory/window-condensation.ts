import { CapstanError, condensationAction, type ActionDraft } from '@capstan/protocol';
import type { View } from './view.ts';
import { entryChars, type ViewEntry } from './view-entry.ts';

/**
 * Shortens the view without asking a model: keeps what is essential and the newest half of the rest,
 * in whole turns, and forgets what lies between. The result is always shorter; where nothing can be
 * forgotten it throws `model_context_overflow`.
 */
export function windowCondensation(view: View): ActionDraft {
  const rest = view.entries.filter((entry) => !isEssential(entry));
  const total = rest.reduce((sum, entry) => sum + entryChars(entry), 0);
  const forgotten: number[] = [];
  let kept = total;
  for (const entry of rest) {
    if (kept <= total / 2) break;
    kept -= entryChars(entry);
    forgotten.push(...entry.ids);
  }
  if (forgotten.length === 0) {
    throw new CapstanError(
      'model_context_overflow',
      'The history does not fit into the model and nothing more can be left out',
    );
  }
  return condensationAction({ forgotten_event_ids: forgotten.toSorted((a, b) => a - b) });
}

function isEssential(entry: ViewEntry): boolean {
  return entry.kind === 'plain' && entry.essential;
}
