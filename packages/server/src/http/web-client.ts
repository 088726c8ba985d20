import type { UserAuth } from '../user/user-auth.ts';
import type { ApiContext } from './api.ts';
import { pageResponse } from './page-response.ts';
import { fileResponse, WebFiles } from './web-files.ts';

/** Paths that are none of the client's, and not its pages either. */
const NOT_PAGES = /^\/(api|mcp|socket\.io|assets)(\/|$)/;

/**
 * Answers `GET` of what no route answers with the files of the web client; the client itself knows its pages, so every
 * other path is `index.html`. Who is not logged in is sent to where that is done. Undefined: not the client's.
 */
export function webClient(
  folder: string,
  auth: UserAuth,
): (context: ApiContext) => Promise<Response | undefined> {
  const files = new WebFiles(folder);
  return async (context) => {
    const { method } = context.req;
    if (method !== 'GET' && method !== 'HEAD') return undefined;
    const { pathname } = new URL(context.req.url);
    const file = await files.find(pathname);
    if (file !== undefined && !file.path.endsWith('/index.html')) return fileResponse(file, method);
    if (NOT_PAGES.test(pathname)) return undefined;
    const page = await files.find('/index.html');
    if (page === undefined) return undefined;
    return (await mustLogIn(auth, context)) ? context.redirect('/login', 302) : pageResponse(page, method);
  };
}

async function mustLogIn(auth: UserAuth, context: ApiContext): Promise<boolean> {
  if (auth.login === undefined) return false;
  return (await auth.authenticate({ header: (name) => context.req.header(name) })) === null;
}
