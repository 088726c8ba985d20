const BEARER = /^bearer +(\S.*)$/i;

/** The token of an `Authorization` header; undefined if it has none. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return BEARER.exec(authorization ?? '')?.[1];
}
