import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { NONCE_PLACE, pagePolicy } from './page-policy.ts';
import { fileResponse, type WebFile } from './web-files.ts';

const NONCE_BYTES = 16;

/**
 * The page of a web client. One that has a place for a nonce is sent with the strict policy; others, such as the client
 * of OpenHands with its scripts in the page, are sent as they are.
 */
export async function pageResponse(page: WebFile, method: string): Promise<Response> {
  const html = await readFile(page.path, 'utf8');
  if (!html.includes(NONCE_PLACE)) return fileResponse(page, method);
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': pagePolicy(nonce),
  };
  return new Response(method === 'HEAD' ? null : html.replaceAll(NONCE_PLACE, nonce), { headers });
}
