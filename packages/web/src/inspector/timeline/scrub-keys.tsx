import { useEffect } from 'react';
import { useCommand } from '../../app/keyboard/use-command.ts';
import { useConversationLive } from '../../live/live-context.ts';
import { playerOf } from './player.ts';
import { momentAway } from './stops.ts';
import { timelineModel } from './timeline-model.ts';

/** Goes through the past by keys, whichever tab is open. What is played ends with the page. */
export function ScrubKeys(): null {
  const live = useConversationLive();
  const go = (steps: number): void => {
    const { stops } = timelineModel(live.history.state);
    live.show(momentAway(stops, live.store.getState().moment, steps));
  };
  useCommand('scrub.back', () => go(-1));
  useCommand('scrub.forward', () => go(1));
  useCommand('scrub.back-ten', () => go(-10));
  useCommand('scrub.forward-ten', () => go(10));
  useCommand('scrub.now', () => live.show(null));
  useEffect(() => () => playerOf(live).pause(), [live]);
  return null;
}
