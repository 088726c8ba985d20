import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';

export interface ResizerProps {
  /** Name of what becomes wider and narrower. */
  label: string;
  /** Of the column on its right, in pixels. */
  width: number;
  min: number;
  max: number;
  onChange: (width: number) => void;
  /** What it was at first, to which a double click goes back. */
  initial: number;
}

const STEP = 24;

/** The line between two columns: dragged, or moved by arrow keys. */
export function Resizer({ label, width, min, max, onChange, initial }: ResizerProps): ReactNode {
  const within = (next: number): number => Math.round(Math.min(max, Math.max(min, next)));
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = { ArrowLeft: width + STEP, ArrowRight: width - STEP, Home: max, End: min }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onChange(within(next));
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    const { clientX } = event;
    const handle: HTMLElement = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    const drag = new AbortController();
    const { signal } = drag;
    handle.addEventListener('pointermove', (move) => onChange(within(width + clientX - move.clientX)), {
      signal,
    });
    const end = (): void => drag.abort();
    handle.addEventListener('pointerup', end, { signal });
    handle.addEventListener('pointercancel', end, { signal });
  };
  return (
    <div
      role="separator"
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onDoubleClick={() => onChange(within(initial))}
      className="group relative z-10 -mx-1 w-2 shrink-0 cursor-col-resize touch-none outline-none"
    >
      <div className="mx-auto h-full w-px bg-hairline transition-colors group-hover:bg-edge group-focus-visible:w-0.5 group-focus-visible:bg-ring group-active:bg-accent" />
    </div>
  );
}
