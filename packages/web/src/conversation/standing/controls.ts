import type { Condition } from '../../screen/index.ts';

/** What a person can do about an agent, besides writing. */
export interface Controls {
  pause: boolean;
  /** Goes on from where it was. The word for it. */
  resume: 'Resume' | 'Try now' | 'Try again' | null;
  stop: boolean;
  /** Whether a message can be held back until the agent rests: while it does not. */
  hold: boolean;
}

const NOTHING: Controls = { pause: false, resume: null, stop: false, hold: false };

export interface ControlParts {
  condition: Condition;
  /** Whether the person is asked about an action. */
  asked: boolean;
  /** Whether the person has said what to do. */
  hasTask: boolean;
}

/** Which buttons there are. */
export function controlsOf({ condition, asked, hasTask }: ControlParts): Controls {
  switch (condition) {
    case 'starting':
      return { ...NOTHING, stop: true, hold: hasTask };
    case 'working':
      return { pause: true, resume: null, stop: true, hold: true };
    case 'needs-you':
      return asked ? { ...NOTHING, stop: true, hold: true } : NOTHING;
    case 'waiting':
      return hasTask ? { pause: false, resume: 'Try now', stop: true, hold: true } : NOTHING;
    case 'paused':
      return { pause: false, resume: 'Resume', stop: true, hold: false };
    case 'failed':
      return { ...NOTHING, resume: 'Try again' };
    case 'stopped':
      return hasTask ? { ...NOTHING, resume: 'Resume' } : NOTHING;
    case 'done':
      return NOTHING;
  }
}
