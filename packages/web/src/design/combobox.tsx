import { Popover as Radix } from 'radix-ui';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { useFieldControl } from './field.tsx';
import { Icon } from './icon.tsx';
import { FLOAT } from './menu.tsx';
import { INPUT_FRAME } from './text-input.tsx';

export interface ComboboxOption {
  value: string;
  /** Default the value. */
  label?: string;
  /** Small words on the right. */
  note?: string;
  /** Options of a group follow each other; its name stands above the first. */
  group?: string;
}

export interface ComboboxProps {
  value: string;
  /** What is offered for what is typed, the best first. */
  options: readonly ComboboxOption[];
  onType: (text: string) => void;
  /** An option was taken, by Enter or by a click. */
  onChoose: (value: string) => void;
  /** The text is done with: the focus left, or Enter was pressed with nothing taken. */
  onDone?: () => void;
  /** Its name where no field around it gives one. */
  label?: string;
  placeholder?: string;
  /** Options are on their way. */
  loading?: boolean;
  code?: boolean;
  disabled?: boolean;
  className?: string;
}

/** A text with suggestions. Any other text may stay as well. */
export function Combobox(props: ComboboxProps): ReactNode {
  const { value, options, onType, onChoose, onDone, label, loading = false, code = false } = props;
  const [open, setOpen] = useState(false);
  /** -1: nothing is pointed at, and Enter keeps the text. */
  const [at, setAt] = useState(-1);
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const shown = open && (options.length > 0 || loading);
  const close = (): void => {
    setOpen(false);
    setAt(-1);
  };
  const choose = (option: ComboboxOption): void => {
    onChoose(option.value);
    close();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setOpen(true);
      setAt(open || step === -1 ? stepped(at, step, options.length) : at);
      return;
    }
    if (event.key === 'Escape' && shown) {
      // Only the list closes, not what it stands in.
      event.stopPropagation();
      event.preventDefault();
      close();
      return;
    }
    if (event.key !== 'Enter') return;
    const option = shown ? options[at] : undefined;
    if (option !== undefined) {
      event.preventDefault();
      choose(option);
      return;
    }
    close();
    onDone?.();
  };
  return (
    <Radix.Root open={shown} onOpenChange={(next) => !next && close()}>
      <Radix.Anchor asChild>
        <span className={classNames('relative block', props.className)}>
          <input
            ref={input}
            type="text"
            role="combobox"
            {...useFieldControl()}
            aria-label={label}
            aria-expanded={shown}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={shown && at >= 0 ? `${listId}-${at}` : undefined}
            autoComplete="off"
            spellCheck={false}
            autoCapitalize="off"
            placeholder={props.placeholder}
            disabled={props.disabled}
            value={value}
            onChange={(event) => {
              onType(event.target.value);
              setOpen(true);
              setAt(-1);
            }}
            onClick={() => setOpen(true)}
            onBlur={() => {
              close();
              onDone?.();
            }}
            onKeyDown={onKeyDown}
            className={classNames(INPUT_FRAME, 'h-8 pr-8', code && 'font-mono text-code')}
          />
          <Icon
            name="down"
            size={14}
            className="pointer-events-none absolute top-2.25 right-2.5 text-muted"
          />
        </span>
      </Radix.Anchor>
      <Radix.Portal>
        <Radix.Content
          role="presentation"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => {
            if (event.target instanceof Node && input.current?.contains(event.target)) event.preventDefault();
          }}
          // The focus stays in the text.
          onPointerDown={(event) => event.preventDefault()}
          className={classNames(FLOAT, 'w-(--radix-popover-trigger-width)')}
        >
          <div
            id={listId}
            role="listbox"
            aria-label={label ?? 'Suggestions'}
            className="max-h-[min(18rem,var(--radix-popover-content-available-height))] overflow-y-auto p-1"
          >
            {options.map((option, index) => (
              <Option
                key={`${option.group ?? ''} ${option.value}`}
                id={`${listId}-${index}`}
                option={option}
                heading={option.group !== options[index - 1]?.group ? option.group : undefined}
                pointed={index === at}
                code={code}
                onPoint={() => setAt(index)}
                onChoose={() => choose(option)}
              />
            ))}
            {options.length === 0 && (
              <p role="status" className="px-2 py-1.5 text-xs text-muted">
                Looking for suggestions
              </p>
            )}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface OptionProps {
  id: string;
  option: ComboboxOption;
  heading: string | undefined;
  pointed: boolean;
  code: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

function Option({ id, option, heading, pointed, code, onPoint, onChoose }: OptionProps): ReactNode {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (pointed) element.current?.scrollIntoView({ block: 'nearest' });
  }, [pointed]);
  return (
    <>
      {heading !== undefined && (
        <p aria-hidden className="px-2 pt-1.5 pb-0.5 text-xs text-faint">
          {heading}
        </p>
      )}
      {/* The keys are those of the text above: the focus stays there. */}
      <div
        ref={element}
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={pointed}
        onPointerMove={onPoint}
        onClick={onChoose}
        onKeyDown={undefined}
        className={classNames(
          'flex min-h-7 items-center gap-3 rounded-sm px-2 text-sm pointer-coarse:min-h-10',
          pointed && 'bg-hover text-strong',
        )}
      >
        <span className={classNames('min-w-0 flex-1 truncate', code && 'font-mono text-code')}>
          {option.label ?? option.value}
        </span>
        {option.note !== undefined && <span className="shrink-0 text-xs text-muted">{option.note}</span>}
      </div>
    </>
  );
}

/** Goes round, with a place before the first where the text itself stands. */
function stepped(at: number, step: number, length: number): number {
  const places = length + 1;
  return ((at + 1 + step + places) % places) - 1;
}
