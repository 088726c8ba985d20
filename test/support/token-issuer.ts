import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

const CLIENT_ID = 'capstan';
const KEY_ID = 'first';

/** An OpenID Connect provider on loopback that gives a token to everybody who has a name. */
export class TokenIssuer implements AsyncDisposable {
  readonly #server: Server;
  readonly #keys = generateKeyPairSync('rsa', { modulusLength: 2048 });

  private constructor() {
    this.#server = createServer((request, response) => {
      const answer = this.#answer(request.url ?? '');
      response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer ?? {}));
    });
  }

  static async start(): Promise<TokenIssuer> {
    const issuer = new TokenIssuer();
    issuer.#server.listen(0, '127.0.0.1');
    await once(issuer.#server, 'listening');
    return issuer;
  }

  /** What a server that believes it is started with. */
  get environment(): Record<string, string> {
    return { CAPSTAN_OIDC_ISSUER: this.#url, CAPSTAN_OIDC_CLIENT_ID: CLIENT_ID };
  }

  tokenOf(name: string): string {
    const now = Math.floor(Date.now() / 1_000);
    const claims = { iss: this.#url, aud: CLIENT_ID, sub: name, iat: now, exp: now + 600 };
    const head = { alg: 'RS256', kid: KEY_ID, typ: 'JWT' };
    const signed = [head, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return `${signed}.${sign('sha256', Buffer.from(signed), this.#keys.privateKey).toString('base64url')}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  get #url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  }

  #answer(path: string): unknown {
    if (path === '/jwks') {
      const key = this.#keys.publicKey.export({ format: 'jwk' });
      return { keys: [{ ...key, kid: KEY_ID, alg: 'RS256', use: 'sig' }] };
    }
    if (path !== '/.well-known/openid-configuration') return undefined;
    return {
      issuer: this.#url,
      authorization_endpoint: `${this.#url}/authorize`,
      token_endpoint: `${this.#url}/token`,
      jwks_uri: `${this.#url}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    };
  }
}
