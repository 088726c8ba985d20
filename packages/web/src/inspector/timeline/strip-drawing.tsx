import { memo, useId, useMemo, type ReactNode } from 'react';
import { FamilyPatterns, FAMILY_COLORS, fillOf } from './family-look.tsx';
import { FAMILIES, type Family } from './kind-family.ts';
import { axisLabels, breakMarks } from './strip-axis.ts';
import { stripPaths, type StripView } from './strip-paths.ts';
import { ROWS, ROWS_HEIGHT } from './strip-rows.ts';
import type { TimelineModel } from './timeline-model.ts';

/** Below the rows: times of day. */
export const STRIP_HEIGHT = ROWS_HEIGHT + 20;

export interface StripDrawingProps {
  model: TimelineModel;
  view: StripView;
  hidden: ReadonlySet<Family>;
}

/** The log as shapes. It does not know of the moment, so that scrubbing draws none of it again. */
export const StripDrawing = memo(function StripDrawing({
  model,
  view,
  hidden,
}: StripDrawingProps): ReactNode {
  const scope = useId();
  const paths = useMemo(() => stripPaths(model.segments, view, hidden), [model, view, hidden]);
  const labels = useMemo(() => axisLabels(model.scale, view), [model, view]);
  const breaks = useMemo(() => breakMarks(model.scale, view), [model, view]);
  return (
    <>
      <FamilyPatterns scope={scope} />
      {breaks.map(({ left, right, text }) => (
        <g key={left}>
          <rect x={left} width={right - left} y={0} height={ROWS_HEIGHT} className="fill-hover" />
          {text !== '' && (
            <text
              x={(left + right) / 2}
              y={ROWS.work.top + 12}
              textAnchor="middle"
              className="fill-faint text-[11px] tabular-nums"
            >
              {text}
            </text>
          )}
        </g>
      ))}
      <path
        d={`M0 ${ROWS.points.top + 6}H${view.width}M0 ${ROWS.work.top + 16.5}H${view.width}`}
        className="stroke-hairline"
        fill="none"
      />
      {FAMILIES.map((family) => {
        const path = paths.get(family);
        if (path === undefined) return null;
        return (
          <path
            key={family}
            data-family={family}
            d={path}
            className={FAMILY_COLORS[family]}
            fill={fillOf(family, scope)}
          />
        );
      })}
      {labels.map(({ x, text }) => (
        <text key={x} x={x} y={STRIP_HEIGHT - 5} className="fill-faint text-[11px] tabular-nums">
          {text}
        </text>
      ))}
    </>
  );
});
