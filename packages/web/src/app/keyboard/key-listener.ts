import { isApple } from '../../design/key-symbols.ts';
import { commands } from './command-registry.ts';
import { COMMANDS } from './key-map.ts';
import { matchesKeys } from './key-match.ts';

const WRITES = 'input, textarea, select, [contenteditable="true"], .cm-content, .xterm';
const DIALOG = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
/** On these, Enter does what they are for. */
const ACTS = 'button, a[href], summary, [role="tab"], [role="option"], [role="switch"]';

/** Does what the table of keys says. Returns the way to end it. */
export function listenForKeys(target: Document): () => void {
  const apple = isApple();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const at = event.target instanceof Element ? event.target : target.body;
    const writes = at.closest(WRITES) !== null;
    const inDialog = at.closest(DIALOG) !== null;
    const acts = event.key === 'Enter' && at.closest(ACTS) !== null;
    for (const { id, keys, inText = false, repeats = false } of COMMANDS) {
      if (keys === null || !matchesKeys(keys, event, apple)) continue;
      if (event.repeat && !repeats) continue;
      if (writes && !inText) continue;
      // What floats has keys of its own; only what also works in text goes through, and Escape closes.
      if (inDialog && (!inText || keys === 'Escape')) continue;
      if (acts && keys === 'Enter') continue;
      if (!commands.run(id)) continue;
      event.preventDefault();
      return;
    }
  };
  target.addEventListener('keydown', onKeyDown);
  return () => target.removeEventListener('keydown', onKeyDown);
}
