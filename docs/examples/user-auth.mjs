import { createHash } from 'node:crypto';

/**
 * User authentication of an application: a key for each member of a team, as `TEAM_KEYS="ada:key-of-ada,bob:key-of-bob"`.
 * To be named as `user_auth_class` in the section `[extensions]` of `capstan.toml`. Each user then has conversations,
 * settings and secrets of their own.
 *
 * The factory gives back an object with the methods of `UserAuth` (packages/server/src/user/user-auth.ts).
 */
export default function teamKeys(_context, _standard, { CapstanError }) {
  const members = new Map();
  for (const entry of (process.env.TEAM_KEYS ?? '').split(',')) {
    const [name, key] = entry.split(':');
    if (name && key) members.set(digest(key), name);
  }
  if (members.size === 0) {
    throw new CapstanError('config_invalid', 'TEAM_KEYS names nobody', {
      remedy: 'Set it as in TEAM_KEYS="ada:key-of-ada,bob:key-of-bob".',
    });
  }
  return {
    /** Sockets may show their key in the query, since browsers set no headers there. */
    authenticate: async ({ header, queryKey }) => {
      const [, bearer] = /^Bearer (.+)$/.exec(header('authorization') ?? '') ?? [];
      const key = header('x-session-api-key') || bearer || queryKey;
      const name = key && members.get(digest(key));
      return name ? { id: name, email: null, authType: 'key' } : null;
    },
  };
}

/** Keys are looked up by their digest, so that how long it takes tells nothing of them. */
function digest(key) {
  return createHash('sha256').update(key).digest('hex');
}
