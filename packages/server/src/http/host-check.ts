import { CapstanError } from '@capstan/protocol';
import type { ApiContext, ApiMiddleware } from './api.ts';
import type { HostRule } from './host-rule.ts';

export function hostCheck(mayAnswer: HostRule): ApiMiddleware {
  return async (context, next) => {
    if (!mayAnswer(hostOf(context))) {
      throw new CapstanError('host_refused', 'This server does not answer to the host that was asked for');
    }
    await next();
  };
}

export function hostOf(context: ApiContext): string {
  return context.req.header('host') ?? new URL(context.req.url).host;
}
