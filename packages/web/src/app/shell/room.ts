import { useSyncExternalStore } from 'react';

/** Widths from which there is room for so many columns. */
const TWO_COLUMNS = '(min-width: 768px)';
const THREE_COLUMNS = '(min-width: 1100px)';

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}

/** How many columns fit beside each other. */
export function useRoom(): 1 | 2 | 3 {
  const two = useMedia(TWO_COLUMNS);
  const three = useMedia(THREE_COLUMNS);
  return three ? 3 : two ? 2 : 1;
}

/** Whether the inspector stands beside the others now, and does not come over them. */
export const hasInspectorColumn = (): boolean => matchMedia(THREE_COLUMNS).matches;
