import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { classNames } from '../design/class-names.ts';
import { Icon } from '../design/icon.tsx';
import type { IconName } from '../design/icons.ts';
import { Skeleton } from '../design/skeleton.tsx';
import { INPUT_FRAME } from '../design/text-input.tsx';

export interface PickOption {
  id: string;
  text: string;
  icon?: IconName;
  /** Small words on the right. */
  note?: string;
}

export interface PickListProps {
  /** What is looked for. */
  label: string;
  placeholder: string;
  typed: string;
  onType: (typed: string) => void;
  options: readonly PickOption[];
  /** Id of the one that is chosen so far. */
  chosen?: string | undefined;
  onPick: (id: string) => void;
  loading?: boolean;
  /** Stands in place of the options when there are none. */
  empty: string;
  /** Stands in place of the options when something went wrong. */
  failure?: ReactNode;
}

/** A short list that is narrowed by typing. Arrow keys and Enter choose; the focus stays in the text. */
export function PickList(props: PickListProps): ReactNode {
  const { label, placeholder, typed, onType, options, chosen, onPick, loading = false, empty } = props;
  const [pointed, setPointed] = useState(0);
  const listId = useId();
  const at = Math.min(pointed, options.length - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const option = options[at];
    if (step !== undefined) setPointed(Math.max(0, Math.min(options.length - 1, at + step)));
    else if (event.key === 'Enter' && option !== undefined) onPick(option.id);
    else return;
    event.preventDefault();
  };
  return (
    <div className="flex min-h-0 flex-col gap-1">
      <div className="relative">
        <Icon name="search" size={14} className="absolute top-2.25 left-2.5 text-muted" />
        <input
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={options[at] === undefined ? undefined : `${listId}-${at}`}
          autoFocus
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder={placeholder}
          value={typed}
          onChange={(event) => {
            onType(event.target.value);
            setPointed(0);
          }}
          onKeyDown={onKeyDown}
          className={classNames(INPUT_FRAME, 'h-8 pl-8')}
        />
      </div>
      <div
        id={listId}
        role="listbox"
        aria-label={label}
        aria-busy={loading}
        className="h-52 overflow-y-auto pointer-coarse:h-64"
      >
        {props.failure ??
          options.map((option, index) => (
            <Option
              key={option.id}
              id={`${listId}-${index}`}
              option={option}
              pointed={index === at}
              chosen={option.id === chosen}
              onPoint={() => setPointed(index)}
              onPick={() => onPick(option.id)}
            />
          ))}
        {props.failure === undefined &&
          options.length === 0 &&
          (loading ? <Loading /> : <Empty text={empty} />)}
      </div>
    </div>
  );
}

interface OptionProps {
  id: string;
  option: PickOption;
  pointed: boolean;
  chosen: boolean;
  onPoint: () => void;
  onPick: () => void;
}

function Option({ id, option, pointed, chosen, onPoint, onPick }: OptionProps): ReactNode {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (pointed) element.current?.scrollIntoView({ block: 'nearest' });
  }, [pointed]);
  const { text, icon, note } = option;
  return (
    // The keys are those of the text above: the focus stays there.
    <div
      ref={element}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      onPointerMove={onPoint}
      onClick={onPick}
      onKeyDown={undefined}
      className={classNames(
        'flex h-7 items-center gap-2 rounded-sm px-2 text-sm pointer-coarse:h-10',
        pointed && 'bg-hover text-strong',
      )}
    >
      {icon !== undefined && <Icon name={icon} size={14} className="shrink-0 text-muted" />}
      <span className="min-w-0 flex-1 truncate">{text}</span>
      {note !== undefined && <span className="max-w-32 truncate text-xs text-faint">{note}</span>}
      {chosen && <Icon name="approve" size={14} className="shrink-0 text-accent-text" />}
    </div>
  );
}

function Loading(): ReactNode {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-4 p-2">
      {['w-2/3', 'w-1/2', 'w-3/4', 'w-3/5'].map((width) => (
        <Skeleton key={width} className={classNames('h-3', width)} />
      ))}
    </div>
  );
}

function Empty({ text }: { text: string }): ReactNode {
  return (
    <p role="status" className="px-2 py-6 text-center text-sm text-pretty text-muted">
      {text}
    </p>
  );
}
