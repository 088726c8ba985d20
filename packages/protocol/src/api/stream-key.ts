const PREFIX = 'capstan.key.';

/** The key of a server as a WebSocket subprotocol, for clients that can set no headers. Any text becomes a valid token. */
export function streamKeyProtocol(key: string): string {
  const bytes = new TextEncoder().encode(key);
  const base64 = btoa(String.fromCodePoint(...bytes));
  return PREFIX + base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The key in a subprotocol; undefined if it holds none. */
export function keyOfStreamProtocol(protocol: string): string | undefined {
  if (!protocol.startsWith(PREFIX)) return undefined;
  const base64 = protocol.slice(PREFIX.length).replaceAll('-', '+').replaceAll('_', '/');
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.codePointAt(0) ?? 0);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined; // Not what the other function makes.
  }
}
