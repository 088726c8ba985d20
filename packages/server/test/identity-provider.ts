import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export const CLIENT = { id: 'capstan', secret: 'client-secret' };

interface Grant {
  redirectUri: string;
  challenge: string;
  claims: JWTPayload;
}

/** A small OpenID Connect provider on loopback that checks what it is asked as a strict one does. */
export interface FakeIdentityProvider {
  issuer: string;
  /** Signs a token of this provider; claims that are given replace its own. */
  token(claims: JWTPayload, header?: { alg?: string; kid?: string }): Promise<string>;
  /** What a person does at the provider: says yes, and is sent back. Gives the callback URL. */
  consent(authorizationUrl: string, claims: JWTPayload): URL;
  /** Answers every request with this status; null for as it should be. */
  fail: number | null;
  /** Paths that were asked for. */
  asked: string[];
  close(): Promise<void>;
}

export async function startIdentityProvider(): Promise<FakeIdentityProvider> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'first', alg: 'RS256', use: 'sig' };
  const grants = new Map<string, Grant>();

  const sign: FakeIdentityProvider['token'] = (claims, { alg = 'RS256', kid = 'first' } = {}) => {
    const now = Math.floor(Date.now() / 1000);
    const payload = { iss: provider.issuer, aud: CLIENT.id, iat: now, exp: now + 300, ...claims };
    return new SignJWT(payload).setProtectedHeader({ alg, kid }).sign(privateKey);
  };

  async function exchange(request: IncomingMessage): Promise<[status: number, body: object]> {
    const sent = new URLSearchParams(await text(request));
    const code = sent.get('code') ?? '';
    const grant = grants.get(code);
    grants.delete(code);
    const challenge = createHash('sha256')
      .update(sent.get('code_verifier') ?? '')
      .digest('base64url');
    if (!isClient(request.headers.authorization)) return [401, { error: 'invalid_client' }];
    if (grant?.challenge !== challenge || grant.redirectUri !== sent.get('redirect_uri')) {
      return [400, { error: 'invalid_grant' }];
    }
    return [200, { access_token: randomUUID(), token_type: 'Bearer', id_token: await sign(grant.claims) }];
  }

  async function answer(request: IncomingMessage): Promise<[status: number, body: object]> {
    const { pathname } = new URL(request.url ?? '', provider.issuer);
    provider.asked.push(pathname);
    if (provider.fail !== null) return [provider.fail, { error: 'server_error' }];
    if (pathname === '/token') return exchange(request);
    if (pathname === '/jwks') return [200, { keys: [jwk] }];
    if (pathname !== '/.well-known/openid-configuration') return [404, {}];
    const { issuer } = provider;
    return [
      200,
      {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      },
    ];
  }

  const server = createServer((request, response) => {
    void answer(request).then(([status, body]) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  const provider: FakeIdentityProvider = {
    issuer: '',
    asked: [],
    fail: null,
    token: sign,
    consent: (authorizationUrl, claims) => {
      const { searchParams } = new URL(authorizationUrl);
      const redirectUri = searchParams.get('redirect_uri') ?? '';
      const code = randomUUID();
      grants.set(code, {
        redirectUri,
        challenge: searchParams.get('code_challenge') ?? '',
        claims: { nonce: searchParams.get('nonce') ?? '', ...claims },
      });
      const callback = new URL(redirectUri);
      callback.search = new URLSearchParams({ code, state: searchParams.get('state') ?? '' }).toString();
      return callback;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  provider.issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return provider;
}

/** Both parts come encoded as in a form. */
function isClient(authorization = ''): boolean {
  const [id, secret] = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString().split(':');
  return decodeURIComponent(id ?? '') === CLIENT.id && decodeURIComponent(secret ?? '') === CLIENT.secret;
}
