import type { CapstanError } from '@capstan/protocol';
import { html } from 'hono/html';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

/** What a person sees whose browser is not let in. What it says may come from elsewhere: the template escapes it. */
export async function loginFailurePage({ message, remedy, entry }: CapstanError): Promise<Response> {
  const page = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Capstan</title>
        <style>
          body {
            font-family: system-ui, sans-serif;
            max-width: 36rem;
            margin: 20vh auto;
            padding: 0 1rem;
            color-scheme: light dark;
          }
        </style>
      </head>
      <body>
        <h1>Not logged in</h1>
        <p>${message}</p>
        <p>${remedy}</p>
      </body>
    </html>`;
  return new Response(page.toString(), {
    status: entry.http,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY },
  });
}
