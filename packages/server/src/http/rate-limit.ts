import { setTimeout } from 'node:timers/promises';
import { CapstanError } from '@capstan/protocol';
import type { HttpConfig } from '../config/server-config.ts';
import type { ApiMiddleware } from './api.ts';
import { RecentTimes } from './recent-times.ts';

const WINDOW_MILLISECONDS = 1_000;
const UNLIMITED = /^\/(assets\/|(alive|health)$)/;

export interface RateClock {
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

const systemClock: RateClock = {
  now: () => performance.now(),
  wait: async (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
};

/**
 * Slows down a client that asks often, then refuses it. Refused requests count too, so who goes on like that stays
 * out. A delayed one goes on when the window has room for it.
 */
export function rateLimit(
  { delayAfter, refuseAfter }: NonNullable<HttpConfig['rateLimit']>,
  clock: RateClock = systemClock,
): ApiMiddleware {
  const requests = new RecentTimes({
    windowMilliseconds: WINDOW_MILLISECONDS,
    perName: refuseAfter + 1,
    now: () => clock.now(),
  });
  return async (context, next) => {
    if (UNLIMITED.test(context.req.path)) return next();
    const times = requests.note(context.get('clientAddress'));
    if (times.length > refuseAfter) {
      throw new CapstanError('too_many_requests', 'Too many requests', { retryAfterSeconds: 1 });
    }
    const inTheWay = times.at(-1 - delayAfter);
    if (inTheWay !== undefined) {
      await clock.wait(inTheWay + WINDOW_MILLISECONDS - clock.now(), context.req.raw.signal);
    }
    return next();
  };
}
