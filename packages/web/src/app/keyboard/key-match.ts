/** What is looked at of a key that was pressed. */
export interface PressedKey {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/**
 * Whether the pressed key is this combination. A character is compared as it was typed, so that `?` is `?` on every
 * keyboard; letters are the same with and without Caps Lock, but not with Shift.
 */
export function matchesKeys(keys: string, pressed: PressedKey, apple: boolean): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const wants = (name: string): boolean => parts.slice(0, -1).includes(name);
  const mod = apple ? pressed.metaKey : pressed.ctrlKey;
  const other = apple ? pressed.ctrlKey : pressed.metaKey;
  if (mod !== wants('Mod') || other) return false;
  const isCharacter = key.length === 1;
  // Some characters are typed with Alt or Shift; then those are no part of the combination.
  const isLetter = /^[a-z]$/i.test(key);
  if (pressed.altKey !== wants('Alt') && (!isCharacter || isLetter || mod)) return false;
  if (pressed.shiftKey !== wants('Shift') && (!isCharacter || isLetter || mod)) return false;
  return isCharacter ? pressed.key.toLowerCase() === key.toLowerCase() : pressed.key === key;
}
