/** Who gets a key that is pressed in a shell: the shell, the page and its browser, or one of the two things done here. */
export type KeyTaker = 'shell' | 'page' | 'leave' | 'copy';

/** The keys that lead out of a terminal, which takes Tab for itself. */
export const LEAVE_KEYS = 'Ctrl+Shift+ArrowUp';

export type PressedKey = Pick<KeyboardEvent, 'type' | 'key' | 'ctrlKey' | 'shiftKey' | 'metaKey' | 'altKey'>;

/** What is held with Ctrl or Cmd and Shift belongs to the browser. Ctrl+C copies where something is selected. */
export function keyTaker(event: PressedKey, { hasSelection }: { hasSelection: boolean }): KeyTaker {
  const { type, key, ctrlKey, shiftKey, metaKey, altKey } = event;
  if (shiftKey && (ctrlKey || metaKey) && !altKey) {
    return ctrlKey && key === 'ArrowUp' && type === 'keydown' ? 'leave' : 'page';
  }
  if (ctrlKey && !metaKey && !altKey && key.toLowerCase() === 'c' && hasSelection) {
    return type === 'keydown' ? 'copy' : 'page';
  }
  return 'shell';
}
