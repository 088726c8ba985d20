import { CapstanError } from '@capstan/protocol';
import type { ServerConfig } from '../config/server-config.ts';
import type { ApiMiddleware } from './api.ts';
import { errorResponse } from './error-response.ts';
import type { ShellContext } from './api.ts';

const UPLOADS = /^\/api\/conversations\/[^/]+\/upload-files$/;
/** What multipart puts around the files of an upload. */
const FRAMING_BYTES = 1024 * 1024;

/**
 * Refuses bodies that are too large: at once where the size is said, else when that much has come. Nothing is held back:
 * routes that take large bodies read them as a stream.
 */
export function bodyLimit({ config, log }: Pick<ShellContext, 'config' | 'log'>): ApiMiddleware {
  return async (context, next) => {
    const { raw } = context.req;
    const most = largest(context.req.path, config);
    const failure = (): CapstanError =>
      new CapstanError('request_too_large', `The body is larger than ${most} bytes`);
    // The body itself is not looked at: whoever does that has to read it to its end.
    if (context.req.header('transfer-encoding') === undefined) {
      if (Number(context.req.header('content-length') ?? 0) > most) throw failure();
      return next();
    }
    if (raw.body === null) return next();
    const counter = new ByteCounter(most, failure);
    context.req.raw = new Request(raw, {
      method: raw.method,
      body: raw.body.pipeThrough(counter.stream),
      duplex: 'half',
    });
    await next();
    // Whoever read the body may have taken its end for malformed.
    if (counter.exceeded) context.res = errorResponse(failure(), context, log);
    return undefined;
  };
}

function largest(path: string, config: ServerConfig): number {
  return UPLOADS.test(path) ? config.uploads.maxRequestBytes + FRAMING_BYTES : config.http.maxBodyBytes;
}

class ByteCounter {
  readonly stream: TransformStream<Uint8Array, Uint8Array>;
  #bytes = 0;
  exceeded = false;

  constructor(most: number, failure: () => CapstanError) {
    this.stream = new TransformStream({
      transform: (chunk, controller) => {
        this.#bytes += chunk.byteLength;
        this.exceeded = this.#bytes > most;
        if (this.exceeded) controller.error(failure());
        else controller.enqueue(chunk);
      },
    });
  }
}
