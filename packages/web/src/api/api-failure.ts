/** A request that failed, with what the server says about it. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  /** HTTP status; 0 when the server could not be reached. */
  readonly status: number;
  /** A code of the error table; empty when the server said none. */
  readonly code: string;
  /** What to do about it; may be empty. */
  readonly remedy: string;

  constructor(message: string, options: { status: number; code?: string; remedy?: string; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.status = options.status;
    this.code = options.code ?? '';
    this.remedy = options.remedy ?? '';
  }
}

/** Whatever was thrown, in the words for a person: what happened, and what to do. */
export function failureWords(failure: unknown): { message: string; remedy: string } {
  if (failure instanceof ApiFailure) return { message: failure.message, remedy: failure.remedy };
  const message = failure instanceof Error ? failure.message : String(failure);
  return { message, remedy: '' };
}

/** Whether the browser is not, or not any more, logged in. */
export function needsLogin(failure: unknown): boolean {
  return (
    failure instanceof ApiFailure && failure.status === 401 && failure.code !== 'git_provider_authentication'
  );
}

/** The failure that a body of the server tells, whatever it is. */
export function failureOf(status: number, body: unknown): ApiFailure {
  const said = typeof body === 'object' && body !== null ? body : {};
  const text = (name: string): string => {
    const value = Reflect.get(said, name);
    return typeof value === 'string' ? value : '';
  };
  const message = text('message') || text('error') || `The server answered ${status}`;
  return new ApiFailure(message, { status, code: text('code'), remedy: text('remedy') });
}
