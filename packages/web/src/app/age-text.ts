const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const YEAR = 365 * DAY;

/** How long ago something was, as short as can be: `now`, `5 min`, `3 h`, `2 d`, `6 w`, `1 y`. */
export function ageText(at: string, now: number = Date.now()): string {
  const seconds = Math.max(0, (now - Date.parse(at)) / 1_000);
  if (seconds < MINUTE) return 'now';
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h`;
  if (seconds < 2 * WEEK) return `${Math.floor(seconds / DAY)} d`;
  if (seconds < YEAR) return `${Math.floor(seconds / WEEK)} w`;
  return `${Math.floor(seconds / YEAR)} y`;
}

/** Parts of a list that is sorted by time, as people think of them. */
export const AGE_GROUPS = ['Today', 'Yesterday', 'Last 7 days', 'Older'] as const;

export type AgeGroup = (typeof AGE_GROUPS)[number];

/** By the days of this machine's clock. */
export function ageGroup(at: string, now: number = Date.now()): AgeGroup {
  const today = new Date(now);
  today.setHours(0, 0, 0, 0);
  const days = Math.ceil((today.getTime() - Date.parse(at)) / (DAY * 1_000));
  if (days <= 0) return 'Today';
  if (days === 1) return 'Yesterday';
  return days <= 7 ? 'Last 7 days' : 'Older';
}
