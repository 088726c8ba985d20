import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';
import { useWidth } from '../use-width.ts';
import { clockText } from './clock-text.ts';
import type { Family } from './kind-family.ts';
import { momentAway, nearestStop, stopIndexAt } from './stops.ts';
import { StripDrawing, STRIP_HEIGHT } from './strip-drawing.tsx';
import { pixelOf, segmentAt, timeOf, type StripView } from './strip-paths.ts';
import { ROWS_HEIGHT, type PlacedSegment } from './strip-rows.ts';
import type { TimelineModel } from './timeline-model.ts';

export interface StripProps {
  model: TimelineModel;
  /** Id of the event that is looked at; null for now. */
  moment: number | null;
  hidden: ReadonlySet<Family>;
  /** How many times as wide as what is seen of it. */
  zoom: number;
  onZoom: (change: (zoom: number) => number) => void;
  onShow: (moment: number | null) => void;
}

/** Room at both ends, so that points there are whole. */
const EDGE = 8;

/** The whole log as a strip. Dragging, clicking and keys go to a moment; resting on something tells what it is. */
export function Strip({ model, moment, hidden, zoom, onZoom, onShow }: StripProps): ReactNode {
  const { scale, stops, segments } = model;
  const [measure, width] = useWidth();
  const scroller = useRef<HTMLDivElement>(null);
  const [scrolled, setScrolled] = useState(0);
  const [hovered, setHovered] = useState<{ x: number; segment: PlacedSegment } | null>(null);
  const frame = useRef<number | undefined>(undefined);
  const view = useMemo((): StripView => {
    const pixelsPerUnit = Math.max(1, width * zoom - 2 * EDGE) / scale.length;
    return { width, pixelsPerUnit, from: (scrolled - EDGE) / pixelsPerUnit };
  }, [width, zoom, scale.length, scrolled]);
  const index = stopIndexAt(stops, moment);
  const stop = stops[index];
  const head = stop === undefined ? EDGE : pixelOf(stop.time, scale, view);

  // What is looked at stays in sight: while the log grows, while it is played, when the strip is drawn wider.
  const fromStart = head + scrolled;
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null || width === 0) return;
    const at = fromStart - box.scrollLeft;
    if (at < 0 || at > width) box.scrollLeft = fromStart - width / 2;
    setScrolled(box.scrollLeft);
  }, [fromStart, width, zoom]);

  useEffect(() => {
    const box = scroller.current;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      onZoom((before) => before * 2 ** (-event.deltaY / 200));
    };
    box?.addEventListener('wheel', onWheel, { passive: false });
    return () => box?.removeEventListener('wheel', onWheel);
  }, [onZoom]);
  useEffect(() => () => cancelAnimationFrame(frame.current ?? 0), []);

  const showAt = (x: number): void => {
    const found = nearestStop(stops, timeOf(x, scale, view));
    const to = found >= stops.length - 1 ? null : (stops[found]?.id ?? null);
    if (to === moment) return;
    // The screen of the past is folded and drawn: once for each frame is enough.
    cancelAnimationFrame(frame.current ?? 0);
    frame.current = requestAnimationFrame(() => onShow(to));
  };
  const onPointer = (event: PointerEvent<HTMLDivElement>): void => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    if (event.buttons === 1) showAt(x);
    const segment = segmentAt(segments, view, { x, y, hidden });
    setHovered(segment === null ? null : { x, segment });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = momentOfKey(event, stops.length);
    if (to === null) return;
    event.preventDefault();
    onShow(momentAway(stops, moment, to));
  };

  return (
    <div ref={measure} className="relative select-none">
      <div
        ref={scroller}
        className="overflow-x-auto"
        onScroll={(event) => setScrolled(event.currentTarget.scrollLeft)}
      >
        <div style={{ width: Math.max(width, width * zoom) }}>
          <div
            role="slider"
            tabIndex={0}
            aria-label="Moment of the conversation"
            aria-valuemin={1}
            aria-valuemax={Math.max(1, stops.length)}
            aria-valuenow={Math.max(1, index + 1)}
            aria-valuetext={valueText(model, index, moment)}
            onKeyDown={onKeyDown}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              onPointer(event);
            }}
            onPointerMove={onPointer}
            onPointerLeave={() => setHovered(null)}
            className="sticky left-0 touch-none rounded-sm"
            style={{ width, height: STRIP_HEIGHT }}
          >
            <svg aria-hidden width={width} height={STRIP_HEIGHT} className="block">
              {width > 0 && <StripDrawing model={model} view={view} hidden={hidden} />}
              {moment !== null && (
                <rect
                  x={head}
                  width={Math.max(0, width - head)}
                  height={STRIP_HEIGHT}
                  className="fill-surface"
                  opacity={0.65}
                />
              )}
              <path d={`M${head} 0V${ROWS_HEIGHT}`} className="stroke-strong" strokeWidth={1.5} />
              <path d={`M${head - 5} 0h10l-5 6z`} className="fill-strong" />
            </svg>
          </div>
        </div>
      </div>
      {hovered !== null && <Hint model={model} x={hovered.x} width={width} segment={hovered.segment} />}
    </div>
  );
}

function Hint({
  model,
  segment,
  x,
  width,
}: {
  model: TimelineModel;
  segment: PlacedSegment;
  x: number;
  width: number;
}): ReactNode {
  const left = x > width / 2;
  return (
    <div
      aria-hidden
      style={left ? { right: Math.max(0, width - x) } : { left: Math.max(0, x) }}
      className="pointer-events-none absolute bottom-full z-10 mb-1 max-w-72 rounded-md bg-float px-2 py-1 text-xs text-body shadow-float"
    >
      <span className="line-clamp-2 [overflow-wrap:anywhere]">{model.textOf(segment)}</span>
      <span className="text-faint tabular-nums">{clockText(segment.start, { seconds: true })}</span>
    </div>
  );
}

function valueText({ stops, textOf }: TimelineModel, index: number, moment: number | null): string {
  const stop = stops[index];
  if (stop === undefined) return moment === null ? 'Now' : 'Before the beginning';
  const place = `Step ${index + 1} of ${stops.length}, ${textOf(stop.segment)}, ${clockText(stop.time)}`;
  return moment === null ? `Now. ${place}` : place;
}

/** By how many stops a key moves; null for other keys. */
function momentOfKey({ key, shiftKey }: KeyboardEvent, stops: number): number | null {
  const step = shiftKey ? 10 : 1;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return -step;
    case 'ArrowRight':
    case 'ArrowUp':
      return step;
    case 'PageDown':
      return -10;
    case 'PageUp':
      return 10;
    case 'Home':
      return -stops;
    case 'End':
      return stops;
    default:
      return null;
  }
}
