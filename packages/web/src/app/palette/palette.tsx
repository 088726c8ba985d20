import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Dialog } from '../../design/dialog.tsx';
import { Icon } from '../../design/icon.tsx';
import { classNames } from '../../design/class-names.ts';
import { Keys } from '../../design/kbd.tsx';
import { StateDot } from '../../design/state-dot.tsx';
import { useCommand } from '../keyboard/use-command.ts';
import type { PaletteItem } from './palette-item.ts';
import { usePaletteItems } from './use-palette-items.ts';

/** Everything that can be done or gone to, by typing a part of its name. */
export function Palette(): ReactNode {
  const [open, setOpen] = useState(false);
  useCommand('palette', () => setOpen((was) => !was));
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="Command palette"
      bare
      className="w-[min(36rem,calc(100vw-1.5rem))]"
    >
      <PaletteContent onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function PaletteContent({ onDone }: { onDone: () => void }): ReactNode {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const items = usePaletteItems(typed);
  const at = Math.min(chosen, items.length - 1);
  const listId = useId();
  const run = (item: PaletteItem | undefined): void => {
    if (item === undefined) return;
    onDone();
    // After the dialog has given the focus back, so that what runs may move it.
    setTimeout(item.run, 0);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8 }[event.key];
    if (to !== undefined) setChosen(wrapped(to, items.length, Math.abs(to - at) === 1));
    else if (event.key === 'Enter') run(items[at]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="flex items-center gap-2.5 border-b border-hairline px-3.5">
        <Icon name="search" className="shrink-0 text-muted" />
        <input
          type="text"
          autoFocus
          role="combobox"
          aria-label="Find a command, conversation or setting"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={items[at] === undefined ? undefined : optionId(listId, at)}
          placeholder="Find a command, conversation or setting"
          spellCheck={false}
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
          className="h-11 min-w-0 flex-1 bg-transparent text-base text-strong outline-none"
        />
      </div>
      <div
        id={listId}
        role="listbox"
        aria-label="Found"
        className="max-h-[min(24rem,56dvh)] overflow-y-auto p-1.5"
      >
        {items.map((item, index) => (
          <div key={item.id} role="presentation">
            {item.section !== items[index - 1]?.section && (
              <p aria-hidden className="px-2 pt-2 pb-1 text-xs text-faint">
                {item.section}
              </p>
            )}
            <Option
              id={optionId(listId, index)}
              item={item}
              chosen={index === at}
              onPoint={() => setChosen(index)}
              onClick={() => run(item)}
            />
          </div>
        ))}
        {items.length === 0 && (
          <p role="status" className="px-2 py-6 text-center text-sm text-muted">
            Nothing is called that.
          </p>
        )}
      </div>
    </>
  );
}

interface OptionProps {
  id: string;
  item: PaletteItem;
  chosen: boolean;
  onPoint: () => void;
  onClick: () => void;
}

function Option({ id, item, chosen, onPoint, onClick }: OptionProps): ReactNode {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) element.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    // The keys are those of the box above: the focus stays there.
    <div
      ref={element}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      onPointerMove={onPoint}
      onClick={onClick}
      onKeyDown={undefined}
      className={classNames(
        'flex h-8 items-center gap-2.5 rounded-sm px-2 text-sm',
        chosen && 'bg-hover text-strong',
      )}
    >
      <span className="inline-flex w-4 justify-center text-muted">
        {item.condition === undefined ? (
          <Icon name={item.icon ?? 'right'} size={14} />
        ) : (
          <StateDot condition={item.condition} />
        )}
      </span>
      <span className="min-w-0 flex-1 truncate">{item.title}</span>
      {item.note !== undefined && <span className="max-w-48 truncate text-xs text-muted">{item.note}</span>}
      {typeof item.keys === 'string' && <Keys keys={item.keys} />}
    </div>
  );
}

const optionId = (list: string, index: number): string => `${list}-${index}`;

/** One step goes round, larger ones stop at the ends. */
function wrapped(to: number, length: number, round: boolean): number {
  if (length === 0) return 0;
  return round ? (to + length) % length : Math.max(0, Math.min(length - 1, to));
}
