import type { Gatekeeper } from '../user/gatekeeper.ts';
import type { ApiContext, ApiMiddleware } from './api.ts';
import { hostOf } from './host-check.ts';

/** Sets `user` on everything that is not open. */
export function authentication(
  gatekeeper: Gatekeeper,
  isOpen: (context: ApiContext) => boolean,
): ApiMiddleware {
  return async (context, next) => {
    if (!isOpen(context)) {
      const user = await gatekeeper.identify({
        header: (name) => context.req.header(name),
        method: context.req.method,
        host: hostOf(context),
        address: context.get('clientAddress'),
      });
      context.set('user', user);
    }
    await next();
  };
}
