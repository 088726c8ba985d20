import type { RequirementName } from './requirement.ts';

/**
 * What may be skipped in CI, each with the reason why that loses nothing there. Everything else that is
 * skipped fails a CI run.
 */
export interface AllowedSkip {
  requirement: RequirementName;
  reason: string;
}

export const ALLOWED_SKIPS: readonly AllowedSkip[] = [
  { requirement: 'root', reason: 'a machine runs the tests as root or as an ordinary user, never as both' },
  {
    requirement: 'unprivileged user',
    reason: 'a machine runs the tests as root or as an ordinary user, never as both',
  },
  {
    requirement: 'mounting',
    reason: 'a container may forbid it even to root; machines that allow it run these tests',
  },
];
