import { useEffect, useState } from 'react';
import { failureWords } from '../../api/api-failure.ts';
import { useCommand } from '../../app/keyboard/use-command.ts';
import { showToast } from '../../app/toasts/toasts.ts';
import { useLive } from '../../live/index.ts';
import type { Condition } from '../../screen/index.ts';
import { controlsOf, type Controls } from './controls.ts';
import { useSteering, useWayOn, type Steer } from './use-steering.ts';

/** How long the first Escape waits for the second. */
const ASKED_MILLISECONDS = 3_000;

export interface ControlsInUse {
  controls: Controls;
  /** What was asked of the agent and is not so yet. */
  asking: Steer | null;
  askedToStop: boolean;
  wayOn: Steer;
  steer: (to: Steer) => void;
}

const FAILED: Readonly<Partial<Record<Steer, string>>> = {
  paused: 'It was not paused',
  stopped: 'It was not stopped',
};

/** What the person can do about the agent, by button and by key. */
export function useControls(condition: Condition): ControlsInUse {
  const agentState = useLive(({ now }) => now.agentState);
  const asked = useLive(({ now }) => now.approval !== null);
  const hasTask = useLive(({ now }) => now.hasTask);
  const nextId = useLive(({ now }) => (now.agentState === 'running' ? 0 : now.nextId));
  const controls = controlsOf({ condition, asked, hasTask });
  const wayOn = useWayOn();
  const steering = useSteering();
  const [wanted, setWanted] = useState<{ to: Steer; since: string } | null>(null);
  const [askedToStop, setAskedToStop] = useState(false);
  // What was asked holds until things stand differently.
  const since = `${condition} ${agentState} ${nextId}`;
  const asking = wanted?.since === since ? wanted.to : null;

  const steer = (to: Steer): void => {
    setAskedToStop(false);
    if (asking === to) return;
    setWanted({ to, since });
    steering.mutate(to, {
      onError(failure) {
        setWanted(null);
        const { message, remedy } = failureWords(failure);
        showToast({
          tone: 'failure',
          title: FAILED[to] ?? 'It does not go on',
          detail: [message, remedy].filter((part) => part !== '').join('. '),
          action: { label: 'Try again', run: () => steer(to) },
        });
      },
    });
  };

  useEffect(() => {
    if (!askedToStop) return undefined;
    const timer = setTimeout(() => setAskedToStop(false), ASKED_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [askedToStop]);
  useCommand(
    'stop',
    () => {
      if (askedToStop) steer('stopped');
      else setAskedToStop(true);
    },
    controls.stop,
  );
  useCommand('pause', () => steer('paused'), controls.pause);
  useCommand('resume', () => steer(wayOn), controls.resume !== null);
  return { controls, asking, askedToStop: askedToStop && controls.stop, wayOn, steer };
}
