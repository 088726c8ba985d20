type Headers = Readonly<Record<string, string>>;

const WORDS = /(?:try again|retry) in (\d+(?:\.\d+)?(?:ms|s|m|h)(?:\d+(?:\.\d+)?(?:ms|s|m))*)/i;

const UNIT_SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 };

/** `6m0s`, `1.5s`, `250ms`: the durations of OpenAI's rate-limit headers, in seconds. */
function parseDuration(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)];
  if (parts.length === 0 || parts.map((part) => part[0]).join('') !== text) return undefined;
  return parts.reduce((sum, part) => sum + Number(part[1]) * (UNIT_SECONDS[part[2] ?? ''] ?? 0), 0);
}

/** Seconds, a date, an epoch in seconds or milliseconds, or a duration; as seconds from now. */
function parseWhen(text: string, nowMilliseconds: number): number | undefined {
  const value = text.trim();
  if (/^\d+(\.\d+)?$/.test(value)) {
    const number = Number(value);
    if (number > 1e12) return Math.max(0, (number - nowMilliseconds) / 1000);
    if (number > 1e9) return Math.max(0, number - nowMilliseconds / 1000);
    return number;
  }
  const duration = parseDuration(value);
  if (duration !== undefined) return duration;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - nowMilliseconds) / 1000);
}

/** Limits of which nothing is left say when they are filled again; of several the latest counts. */
function exhaustedReset(headers: Headers, nowMilliseconds: number): number | undefined {
  let latest: number | undefined;
  for (const [name, left] of Object.entries(headers)) {
    if (!/ratelimit.*remaining/.test(name) || Number(left) !== 0) continue;
    const reset = headers[name.replace('remaining', 'reset')];
    const seconds = reset === undefined ? undefined : parseWhen(reset, nowMilliseconds);
    if (seconds !== undefined) latest = Math.max(latest ?? 0, seconds);
  }
  return latest;
}

/** What of a failure may say when to come back. */
export interface RetryHints {
  headers: Headers;
  message: string;
  /** From the body: `31s`. */
  retryDelay: string | undefined;
}

/**
 * When another try is welcome, in seconds from now, or undefined if the provider did not say:
 * `retry-after-ms`, `retry-after` (seconds or HTTP date, RFC 9110 10.2.3), `retryDelay` in the body
 * (Gemini), the reset of an exhausted `x-ratelimit-*` or `anthropic-ratelimit-*` limit, or words such as
 * "try again in 1.2s" (OpenAI, Groq).
 */
export function readRetryAfter(hints: RetryHints, nowMilliseconds: number): number | undefined {
  const { headers, message, retryDelay } = hints;
  const when = (value: string | undefined): number | undefined =>
    value === undefined ? undefined : parseWhen(value, nowMilliseconds);
  const milliseconds = headers['retry-after-ms'];
  if (milliseconds !== undefined && /^\d+(\.\d+)?$/.test(milliseconds)) return Number(milliseconds) / 1000;
  return (
    when(headers['retry-after']) ??
    when(retryDelay) ??
    exhaustedReset(headers, nowMilliseconds) ??
    when(headers['x-ratelimit-reset']) ??
    when(WORDS.exec(message)?.[1])
  );
}
