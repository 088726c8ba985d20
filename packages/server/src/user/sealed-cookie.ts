import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { parse, serialize } from 'hono/utils/cookie';
import * as z from 'zod';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface SealedCookieOptions<Content> {
  name: string;
  schema: z.ZodType<Content>;
  /** Whoever changes it makes every cookie worthless. */
  secret: string;
  lifetimeSeconds: number;
  /** Send it over TLS only. */
  secure: boolean;
  /** Unix milliseconds. */
  now?: () => number;
}

/** A cookie that its owner can neither read nor change, and that ends by itself. */
export class SealedCookie<Content> {
  readonly #options: SealedCookieOptions<Content>;
  readonly #key: Uint8Array;
  readonly #name: string;
  readonly #now: () => number;

  constructor(options: SealedCookieOptions<Content>) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#key = derive(options.secret, `cookie ${options.name}`, KEY_BYTES);
    // Browsers give a cookie to every port of a host: servers of one machine must not overwrite each other's.
    const server = Buffer.from(derive(options.secret, 'cookie name', 4)).toString('hex');
    this.#name = `${options.secure ? '__Host-' : ''}${options.name}-${server}`;
  }

  /** Value of `Set-Cookie`. */
  give(content: Content): string {
    const { lifetimeSeconds } = this.#options;
    const ends = this.#now() + lifetimeSeconds * 1000;
    return this.#serialize(this.#seal(JSON.stringify({ ends, content })), lifetimeSeconds);
  }

  /** Value of `Set-Cookie` that takes it away. */
  take(): string {
    return this.#serialize('', 0);
  }

  /** What the `Cookie` header of a request holds; undefined if it is none of ours, or has ended. */
  read(header: string | undefined): Content | undefined {
    const value = header === undefined ? undefined : parse(header, this.#name)[this.#name];
    const text = value === undefined ? undefined : this.#open(Buffer.from(value, 'base64url'));
    if (text === undefined) return undefined;
    const { ends, content } = z
      .object({ ends: z.number(), content: this.#options.schema })
      .parse(JSON.parse(text));
    return ends > this.#now() ? content : undefined;
  }

  #serialize(value: string, maxAge: number): string {
    const { secure } = this.#options;
    // Strict would keep it from whoever comes here by a link, or from an identity provider: they would log in for ever.
    return serialize(this.#name, value, { httpOnly: true, path: '/', secure, sameSite: 'Lax', maxAge });
  }

  #seal(text: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, nonce, { authTagLength: TAG_BYTES });
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
      'base64url',
    );
  }

  #open(bytes: Buffer): string | undefined {
    if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv(CIPHER, this.#key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      return (
        decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      );
    } catch {
      // Sealed with another key, or changed: not one of ours.
      return undefined;
    }
  }
}

function derive(secret: string, purpose: string, bytes: number): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `capstan ${purpose}`, bytes));
}
