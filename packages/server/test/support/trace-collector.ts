import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';

const attribute = z.object({
  key: z.string(),
  value: z.record(z.string(), z.unknown()),
});
const span = z.object({
  name: z.string(),
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  startTimeUnixNano: z.coerce.number(),
  endTimeUnixNano: z.coerce.number(),
  attributes: z.array(attribute),
  status: z.object({ code: z.int().default(0), message: z.string().optional() }),
});
const exported = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(attribute) }),
      scopeSpans: z.array(z.object({ spans: z.array(span) })),
    }),
  ),
});

export type CollectedSpan = z.output<typeof span>;

/** What a collector of traces got, over the wire of OTLP. */
export interface TraceCollector extends AsyncDisposable {
  url: string;
  spans: CollectedSpan[];
  services: unknown[];
}

/** On loopback. One that hangs takes everything and answers nothing. */
export async function startTraceCollector({ hangs = false } = {}): Promise<TraceCollector> {
  const spans: CollectedSpan[] = [];
  const services: unknown[] = [];
  const server = createServer((request, response) => {
    if (hangs || request.url !== '/v1/traces') return void (hangs || response.writeHead(404).end());
    text(request)
      .then((body) => {
        for (const { resource, scopeSpans } of exported.parse(JSON.parse(body)).resourceSpans) {
          services.push(
            ...resource.attributes.filter(({ key }) => key === 'service.name').map(({ value }) => value),
          );
          for (const scope of scopeSpans) spans.push(...scope.spans);
        }
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      })
      .catch((error: unknown) => response.writeHead(400).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The collector does not listen on a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    spans,
    services,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
