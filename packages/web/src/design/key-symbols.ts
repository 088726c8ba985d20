const APPLE: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
};
const OTHERS: Readonly<Record<string, string>> = { Mod: 'Ctrl', Enter: '↵', Escape: 'Esc', ArrowUp: '↑' };

/** Whether `Mod` is the command key here. */
export function isApple(platform: string = globalThis.navigator?.platform ?? ''): boolean {
  return /^(mac|iphone|ipad)/i.test(platform);
}

/** The keys of a combination such as `Mod+K`, as they are written on this machine's keyboard. */
export function keySymbols(keys: string, apple: boolean = isApple()): string[] {
  const symbols = apple ? APPLE : OTHERS;
  return keys.split('+').map((key) => symbols[key] ?? (key.length === 1 ? key.toUpperCase() : key));
}
