import { once } from 'node:events';
import { createServer } from 'node:http';

export interface TokenHost {
  /** To name as the host of a GitHub or a GitLab of one's own. */
  url: string;
  /** `path token` of each request. */
  asked: string[];
  close: () => Promise<void>;
}

/**
 * A host on loopback where GitHub and GitLab say whose a token is: `good-github…` and `good-gitlab…` are somebody's,
 * `broken…` makes it stumble, and all others are refused.
 */
export async function startTokenHost(): Promise<TokenHost> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const token = request.headers.authorization?.split(' ')[1] ?? '';
    const provider = request.url === '/api/v3/user' ? 'github' : 'gitlab';
    asked.push(`${request.url} ${token}`);
    const known = token.startsWith(`good-${provider}`);
    const status = token.startsWith('broken') ? 500 : known ? 200 : 401;
    response.writeHead(status, { 'content-type': 'application/json' });
    const user = { id: 7, login: 'ada', username: 'ada', avatar_url: 'https://example.com/a.png' };
    // What a host says of a failure may quote the token.
    response.end(JSON.stringify(known ? user : { message: `refused: ${token}` }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
