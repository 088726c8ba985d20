import { CapstanError } from '@capstan/protocol';
import type { RequestIssue } from '@capstan/protocol/api';
import type { ZodError } from 'zod';
import { ApiFailure } from './api-failure.ts';

/** A request that does not fit its schema. */
export class InvalidRequest extends CapstanError {
  readonly issues: readonly RequestIssue[];

  constructor(issues: readonly RequestIssue[]) {
    super('request_invalid', issues.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`).join('; '));
    this.issues = issues;
  }
}

/** The parts of a request by the names that validators use, and how clients know them. */
const PARTS: Readonly<Record<string, string>> = { json: 'body', form: 'body', param: 'path' };

/**
 * The failure for what a schema found wrong. `given` is what it looked at; it is never shown, since it may hold
 * secrets.
 */
export function invalidRequest(part: string, error: ZodError, given: unknown): CapstanError {
  const refusal = error.issues.map(refusalOf).find((each) => each !== undefined);
  if (refusal !== undefined) return refusal;
  const place = PARTS[part] ?? part;
  return new InvalidRequest(
    error.issues.flatMap((issue): RequestIssue[] => {
      const loc = [place, ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))];
      if (issue.code === 'unrecognized_keys') {
        return issue.keys.map((key) => ({
          type: 'extra_forbidden',
          loc: [...loc, key],
          msg: 'Extra inputs are not permitted',
        }));
      }
      if (issue.code === 'invalid_type' && valueAt(given, issue.path) === undefined) {
        return [{ type: 'missing', loc, msg: 'Field required' }];
      }
      return [{ type: issue.code, loc, msg: issue.message }];
    }),
  );
}

/** A schema may say itself how its refusal looks, by an `ApiFailure` in the params of a custom issue. */
function refusalOf(issue: ZodError['issues'][number]): ApiFailure | undefined {
  const refusal: unknown = issue.code === 'custom' ? issue.params?.['refusal'] : undefined;
  return refusal instanceof ApiFailure ? refusal : undefined;
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  let value = given;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}
