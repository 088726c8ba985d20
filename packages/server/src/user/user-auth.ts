import type { BrowserLogin } from './browser-login.ts';

/** How somebody showed who they are. */
export type AuthType = 'cookie' | 'bearer' | 'key';

/** Who sends a request. */
export interface User {
  /** Null is the one user of a server without users. */
  readonly id: string | null;
  readonly email: string | null;
  readonly authType: AuthType;
}

/** What a request shows of its sender; sockets are asked with their handshake. */
export interface Credentials {
  /** Lower-case names. */
  header: (name: string) => string | undefined;
  /** Key from the query; only sockets may put it there, since URLs get into logs. */
  queryKey?: string;
}

/** Tells who somebody is. An application may bring its own, see `extensions.userAuth`. */
export interface UserAuth {
  /** Null when the credentials are missing or wrong. */
  authenticate(credentials: Credentials): Promise<User | null>;
  /**
   * Whether keys are signed, so that nobody can guess one. Then wrong ones are not counted: one program with a token that is
   * over would lock out everybody behind the same address.
   */
  readonly signedKeys?: boolean;
  /** Left out where browsers log in elsewhere. */
  readonly login?: BrowserLogin;
}
