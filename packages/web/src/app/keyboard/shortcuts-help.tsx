import { useState, type ReactNode } from 'react';
import { Dialog } from '../../design/dialog.tsx';
import { Keys } from '../../design/kbd.tsx';
import { COMMANDS, type KeyScope } from './key-map.ts';
import { useCommand } from './use-command.ts';

const SCOPES: readonly { scope: KeyScope; heading: string }[] = [
  { scope: 'everywhere', heading: 'Everywhere' },
  { scope: 'conversation', heading: 'In a conversation' },
];

/** The table of keys, opened by `?`. */
export function ShortcutsHelp(): ReactNode {
  const [open, setOpen] = useState(false);
  useCommand('help', () => setOpen(true));
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="Keyboard shortcuts"
      className="w-[min(46rem,calc(100vw-1.5rem))]"
    >
      <div className="grid gap-x-10 gap-y-4 sm:grid-cols-2">
        {SCOPES.map(({ scope, heading }) => (
          <section key={scope} aria-label={heading}>
            <h3 className="mb-1 text-xs font-medium text-muted">{heading}</h3>
            <dl>
              {COMMANDS.filter((command) => command.scope === scope).map(
                ({ id, keys, title }) =>
                  keys !== null && (
                    <div
                      key={id}
                      className="flex h-7 items-center justify-between gap-4 border-b border-hairline"
                    >
                      <dt className="truncate text-sm">{title}</dt>
                      <dd>
                        <Keys keys={keys} />
                      </dd>
                    </div>
                  ),
              )}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
