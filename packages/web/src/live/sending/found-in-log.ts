import type { LoggedMessage } from '../../api/logged-messages.ts';
import type { OutboxItem } from './outbox-state.ts';

/** Stands in logs where a secret stood. */
const HIDDEN = '<secret_hidden>';

/**
 * The id under which the log has this message, if it does. `messages` are those that came since it was sent; `taken` are
 * the ids that other messages of the outbox have.
 */
export function foundInLog(
  { text, imageUrls }: Pick<OutboxItem, 'text' | 'imageUrls'>,
  messages: readonly LoggedMessage[],
  taken: ReadonlySet<number> = new Set(),
): number | undefined {
  return messages.find(
    (message) =>
      !taken.has(message.id) && message.imageUrls.length === imageUrls.length && isSame(text, message.text),
  )?.id;
}

/** Secrets are masked in what the log has. */
function isSame(said: string, logged: string): boolean {
  if (said === logged) return true;
  const [first = '', ...rest] = logged.split(HIDDEN);
  const last = rest.pop();
  if (last === undefined || !said.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = said.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return said.length - last.length >= at && said.endsWith(last);
}
