/** A browser on its way in. */
export interface LoginVisit {
  /** As the browser sees it. */
  url: URL;
  /** Lower-case names. */
  header: (name: string) => string | undefined;
}

/** Where the browser goes next, and what it keeps. */
export interface LoginStep {
  location: string;
  /** Values of `Set-Cookie`. */
  cookies: readonly string[];
}

/** How browsers get the cookie by which `UserAuth.authenticate` knows them later. */
export interface BrowserLogin {
  /** Answers `GET /login`. Rejects with `login_failed`. */
  begin(visit: LoginVisit): Promise<LoginStep>;
  /** Answers `GET /login/callback`, where an identity provider sends people back to. Rejects with `login_failed`. */
  finish(visit: LoginVisit): Promise<LoginStep>;
  /** Values of `Set-Cookie` that end the login. */
  logout(): readonly string[];
}
