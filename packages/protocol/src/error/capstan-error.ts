import { ERRORS, type ErrorCode, type ErrorEntry } from './error-code.ts';

const BRAND = Symbol.for('capstan.error');

export interface CapstanErrorOptions {
  cause?: unknown;
  /** Seconds after which another attempt is welcome, when the other side said so. */
  retryAfterSeconds?: number;
  /** Replaces the table's remedy where a better one is known. */
  remedy?: string;
}

/** An expected failure: a stable code, one line that says what happened, and what to do about it. */
export class CapstanError extends Error {
  readonly [BRAND] = true;
  override readonly name = 'CapstanError';
  readonly code: ErrorCode;
  readonly remedy: string;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, options: CapstanErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.remedy = options.remedy ?? ERRORS[code].remedy;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get entry(): ErrorEntry {
    return ERRORS[this.code];
  }

  /** Recognises it also across copies of this package. */
  static is(value: unknown): value is CapstanError {
    return typeof value === 'object' && value !== null && BRAND in value;
  }
}
