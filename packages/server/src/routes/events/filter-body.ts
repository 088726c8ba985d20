import { CapstanError } from '@capstan/protocol';
import { eventFilterSchema } from '@capstan/protocol/api';
import type * as z from 'zod';
import type { ApiContext } from '../../http/api.ts';
import { InvalidRequest, invalidRequest } from '../../http/invalid-request.ts';

const LARGEST_BYTES = 256 * 1024;

/**
 * The filter that clients of OpenHands put into the body of the GET. The `Request` of the platform cannot have one
 * there, so it is read from the connection. Rejects with `request_invalid` or `request_too_large`.
 */
export async function filterInBody({ env }: ApiContext): Promise<z.output<typeof eventFilterSchema>> {
  const text = env?.incoming === undefined ? '' : await textOf(env.incoming);
  const given = text.trim() === '' ? {} : parsed(text);
  const filter = eventFilterSchema.safeParse(given);
  if (!filter.success) throw invalidRequest('json', filter.error, given);
  return filter.data;
}

type Incoming = NonNullable<NonNullable<ApiContext['env']>['incoming']>;

async function textOf(incoming: Incoming): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // The connection is needed for the answer.
  const body: AsyncIterable<Buffer> = incoming.iterator({ destroyOnReturn: false });
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > LARGEST_BYTES) {
      throw new CapstanError('request_too_large', `A filter has at most ${LARGEST_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidRequest([
      { type: 'body_invalid', loc: ['body'], msg: 'Malformed JSON in request body' },
    ]);
  }
}
