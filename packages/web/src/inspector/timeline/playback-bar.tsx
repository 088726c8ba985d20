import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../design/button.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { Segmented } from '../../design/segmented.tsx';
import { useConversationLive, useLive } from '../../live/live-context.ts';
import { SPEEDS } from './playback.ts';
import { playerOf } from './player.ts';

export interface PlaybackBarProps {
  zoom: number;
  mostZoom: number;
  onZoom: (zoom: number) => void;
}

/** Plays the log, goes back to now, and looks closer at the strip. */
export function PlaybackBar({ zoom, mostZoom, onZoom }: PlaybackBarProps): ReactNode {
  const live = useConversationLive();
  const player = playerOf(live);
  const { playing, speed, skipsGaps } = useStore(player.store);
  const isPast = useLive(({ moment }) => moment !== null);
  return (
    <div className="flex flex-wrap items-center gap-1">
      <IconButton
        icon={playing ? 'pause' : 'play'}
        label={playing ? 'Pause' : isPast ? 'Play from here' : 'Play from the beginning'}
        size="small"
        onClick={() => (playing ? player.pause() : player.play())}
      />
      <Segmented
        label="Speed"
        size="small"
        value={`${speed}`}
        onChange={(value) => player.change({ speed: SPEEDS.find((one) => `${one}` === value) ?? 1 })}
        options={SPEEDS.map((one) => ({ value: `${one}`, label: `${one}×` }))}
      />
      <IconButton
        icon="skip"
        label="Skip times in which nothing happened"
        size="small"
        pressed={skipsGaps}
        onClick={() => player.change({ skipsGaps: !skipsGaps })}
        className={skipsGaps ? 'bg-pressed text-strong' : undefined}
      />
      <span className="flex-1" />
      <IconButton
        icon="zoom_out"
        label="Zoom out"
        size="small"
        disabled={zoom <= 1}
        onClick={() => onZoom(Math.max(1, zoom / 2))}
      />
      <IconButton
        icon="zoom_in"
        label="Zoom in"
        size="small"
        disabled={zoom >= mostZoom}
        onClick={() => onZoom(Math.min(mostZoom, zoom * 2))}
      />
      <Button size="small" disabled={!isPast} onClick={() => live.show(null)}>
        Now
      </Button>
    </div>
  );
}
