import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { EmptyState } from '../../design/empty-state.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { SkeletonLines } from '../../design/skeleton.tsx';
import { useConversationLive, useLive } from '../../live/live-context.ts';
import type { TabProps } from '../tab-props.ts';
import { FamilyFilter } from './family-filter.tsx';
import { familyOf, type Family } from './kind-family.ts';
import { LandmarkList } from './landmark-list.tsx';
import { PlaybackBar } from './playback-bar.tsx';
import { stopIndexAt } from './stops.ts';
import { Strip } from './strip.tsx';
import { TrajectoryMenu } from './trajectory-menu.tsx';
import { useTimeline } from './use-timeline.ts';

/** Closest look: what lasted this long fills the strip, milliseconds. */
const CLOSEST_MS = 10_000;

/** The whole log as a strip, with places to jump to. */
export function Timeline(_props: TabProps): ReactNode {
  const live = useConversationLive();
  const model = useTimeline();
  const moment = useLive((state) => state.moment);
  const caughtUp = useLive((state) => state.caughtUp);
  const failure = useLive((state) => (state.following === 'ended' ? state.failure : undefined));
  const [hidden, setHidden] = useState<ReadonlySet<Family>>(new Set());
  const [zoom, setZoom] = useState(1);
  const { stops, segments, landmarks, scale } = model;
  const mostZoom = Math.max(1, 2 ** Math.ceil(Math.log2(scale.length / CLOSEST_MS)));
  const present = useMemo(() => {
    const families = new Set(segments.map(({ kind }) => familyOf(kind)));
    return segments.some(({ failed }) => failed) ? families.add('failed') : families;
  }, [segments]);
  const changeZoom = useCallback(
    (change: (zoom: number) => number) =>
      setZoom((before) => Math.min(mostZoom, Math.max(1, change(before)))),
    [mostZoom],
  );
  const shownLandmarks = useMemo(
    () => landmarks.filter(({ family }) => !hidden.has(family)),
    [landmarks, hidden],
  );
  const show = useCallback((to: number | null) => live.show(to), [live]);
  if (stops.length === 0) return <NothingYet caughtUp={caughtUp} failure={failure} />;
  const index = stopIndexAt(stops, moment);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center gap-2 border-b border-hairline px-3 py-1.5">
        <h2 className="min-w-0 flex-1 truncate text-xs font-medium text-muted">Landmarks</h2>
        <p className="text-xs whitespace-nowrap text-muted tabular-nums">
          {moment === null ? 'Now, step' : 'Step'} {index + 1} of {stops.length}
        </p>
        <TrajectoryMenu />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <LandmarkList landmarks={shownLandmarks} moment={moment} onGo={show} />
      </div>
      <div className="flex shrink-0 flex-col gap-2 border-t border-hairline px-3 py-2">
        <FamilyFilter present={present} hidden={hidden} onChange={setHidden} />
        <Strip
          model={model}
          moment={moment}
          hidden={hidden}
          zoom={Math.min(zoom, mostZoom)}
          onZoom={changeZoom}
          onShow={show}
        />
        <PlaybackBar zoom={zoom} mostZoom={mostZoom} onZoom={setZoom} />
      </div>
    </div>
  );
}

function NothingYet({ caughtUp, failure }: { caughtUp: boolean; failure: unknown }): ReactNode {
  if (failure !== undefined) {
    return (
      <div className="p-3">
        <ErrorNote title="The history could not be loaded" failure={failure} />
      </div>
    );
  }
  if (!caughtUp) {
    return (
      <div className="p-4">
        <SkeletonLines lines={5} label="Loading the history" />
      </div>
    );
  }
  return (
    <EmptyState icon="timeline" title="Nothing has happened yet">
      Everything that is said and done appears here, and you can go back to any moment of it.
    </EmptyState>
  );
}
