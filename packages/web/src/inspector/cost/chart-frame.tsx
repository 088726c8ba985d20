import { useState, type PointerEvent, type ReactNode } from 'react';
import { Disclosure } from '../../design/disclosure.tsx';
import { useWidth } from '../use-width.ts';

/** Where things are drawn, CSS pixels: everything between the lines of the scale. */
export interface ChartArea {
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Height on the screen of a value of the scale. */
  y: (value: number) => number;
}

export interface ChartFrameProps {
  title: string;
  /** What the picture tells, for those who do not see it. */
  name: string;
  /** What the shapes mean. */
  legend?: ReactNode;
  ticks: readonly number[];
  tickText: (value: number) => string;
  /** Below the left and the right end. */
  ends: readonly [string, string];
  /** How many things stand beside each other, at most so many as the width has room for. */
  children: (area: ChartArea) => ReactNode;
  /** What is told of the place under the pointer: 0 is the left end, 1 the right one. */
  hint: (share: number) => { at: number; text: ReactNode } | null;
  /** The same numbers. */
  table: () => ReactNode;
}

const HEIGHT = 132;
const AXIS = 18;
const TOP = 8;

/** A chart with its scale, its legend, and a table of the same numbers. */
export function ChartFrame({
  title,
  name,
  legend,
  ticks,
  tickText,
  ends,
  children,
  hint,
  table,
}: ChartFrameProps): ReactNode {
  const [measure, width] = useWidth();
  const [pointer, setPointer] = useState<number | null>(null);
  const texts = ticks.map(tickText);
  const left = Math.max(...texts.map((text) => text.length)) * 6.4 + 8;
  const largest = ticks.at(-1) ?? 1;
  const bottom = HEIGHT - AXIS;
  const area: ChartArea = {
    left,
    right: Math.max(left + 1, width - 2),
    top: TOP,
    bottom,
    y: (value) => bottom - (value / largest) * (bottom - TOP),
  };
  const onPointerMove = (event: PointerEvent<SVGSVGElement>): void => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setPointer(Math.min(1, Math.max(0, (x - area.left) / (area.right - area.left))));
  };
  const shown = pointer === null ? null : hint(pointer);
  const hintX = shown === null ? 0 : area.left + shown.at * (area.right - area.left);
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 flex flex-wrap items-center gap-x-3 gap-y-0.5">
        <span className="text-sm font-medium text-strong">{title}</span>
        {legend}
      </figcaption>
      <div ref={measure} className="relative">
        <svg
          role="img"
          aria-label={name}
          width={width}
          height={HEIGHT}
          className="block"
          onPointerMove={onPointerMove}
          onPointerLeave={() => setPointer(null)}
        >
          {ticks.map((tick, index) => (
            <g key={tick}>
              <path
                d={`M${area.left} ${area.y(tick)}H${area.right}`}
                className={index === 0 ? 'stroke-hairline-strong' : 'stroke-hairline'}
              />
              <text
                x={area.left - 6}
                y={area.y(tick) + 4}
                textAnchor="end"
                className="fill-faint text-[11px] tabular-nums"
              >
                {texts[index]}
              </text>
            </g>
          ))}
          {width > 0 && children(area)}
          {shown !== null && (
            <path d={`M${hintX} ${area.top}V${area.bottom}`} className="stroke-edge" strokeDasharray="2 2" />
          )}
          <text x={area.left} y={HEIGHT - 4} className="fill-faint text-[11px] tabular-nums">
            {ends[0]}
          </text>
          <text
            x={area.right}
            y={HEIGHT - 4}
            textAnchor="end"
            className="fill-faint text-[11px] tabular-nums"
          >
            {ends[1]}
          </text>
        </svg>
        {shown !== null && (
          <div
            aria-hidden
            style={shown.at > 0.5 ? { right: width - hintX + 6 } : { left: hintX + 6 }}
            className="pointer-events-none absolute top-0 z-10 rounded-md bg-float px-2 py-1 text-xs whitespace-nowrap text-body tabular-nums shadow-float"
          >
            {shown.text}
          </div>
        )}
      </div>
      <Disclosure summary="As a table">
        <div
          className="max-h-60 overflow-auto"
          tabIndex={0}
          role="region"
          aria-label={`${title}, as a table`}
        >
          {table()}
        </div>
      </Disclosure>
    </figure>
  );
}
