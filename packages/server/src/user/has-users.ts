import type { ServerConfig } from '../config/server-config.ts';
import type { User } from './user-auth.ts';

/** Whether a server tells people apart: then nobody gets to see or reach what is the machine's. */
export function hasUsers({ auth }: Pick<ServerConfig, 'auth'>, user: Pick<User, 'id'>): boolean {
  return auth.oidc !== null || user.id !== null;
}
