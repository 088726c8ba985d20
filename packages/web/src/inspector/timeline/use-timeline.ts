import { useEffect, useState } from 'react';
import { useConversationLive } from '../../live/live-context.ts';
import { timelineModel, type TimelineModel } from './timeline-model.ts';

/** How long a long log waits before it is laid out anew, milliseconds: it takes part of a frame. */
const PAUSE_MS = 400;
const LONG_LOG = 1_000;

/** The timeline of the log as it is now, also while the past is shown. While the log grows it follows at its ease. */
export function useTimeline(): TimelineModel {
  const { store } = useConversationLive();
  const [screen, setScreen] = useState(() => store.getState().now);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = (): void => {
      timer = undefined;
      setScreen(store.getState().now);
    };
    take();
    const end = store.subscribe(({ now }, before) => {
      if (now === before.now || timer !== undefined) return;
      if (now.entries.length < LONG_LOG) take();
      else timer = setTimeout(take, PAUSE_MS);
    });
    return () => {
      end();
      clearTimeout(timer);
    };
  }, [store]);
  return timelineModel(screen);
}
