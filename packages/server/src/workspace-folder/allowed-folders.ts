import type { ServerConfig } from '../config/server-config.ts';
import { hasUsers } from '../user/has-users.ts';
import type { User } from '../user/user-auth.ts';

const EVERYWHERE = ['/'];

/**
 * Folders of this machine in which, and below which, somebody may have a conversation work; null: in none. What the
 * configuration names holds for everybody; without it the one user of the machine may choose any.
 */
export function allowedFolders(
  config: Pick<ServerConfig, 'auth' | 'machine'>,
  user: Pick<User, 'id'>,
): readonly string[] | null {
  const { localFolders } = config.machine;
  if (localFolders === null) return null;
  if (localFolders.length > 0) return localFolders;
  return hasUsers(config, user) ? null : EVERYWHERE;
}
