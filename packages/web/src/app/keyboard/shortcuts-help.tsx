import { useState, type ReactNode } from 'react';
import { Dialog } from '../../design/dialog.tsx';
import { Keys } from '../../design/kbd.tsx';
import { COMMANDS, KEY_GROUPS } from './key-map.ts';
import { useCommand } from './use-command.ts';

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
      <div className="gap-x-10 sm:columns-2">
        {KEY_GROUPS.map((group) => (
          <section key={group} aria-label={group} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-xs font-medium text-muted">{group}</h3>
            <dl className="divide-y divide-hairline">
              {COMMANDS.filter((command) => command.group === group).map(
                ({ id, keys, title }) =>
                  keys !== null && (
                    <div key={id} className="flex h-7 items-center justify-between gap-4">
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
