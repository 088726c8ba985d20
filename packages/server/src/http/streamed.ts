/**
 * An answer whose body is made while it is sent: no faster than the client reads, and ended when it leaves. What goes
 * wrong after the first byte breaks the connection off, since the status has been sent.
 */
export function streamed(body: AsyncIterable<Uint8Array>, headers: Record<string, string>): Response {
  const iterator = body[Symbol.asyncIterator]();
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await iterator.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(stream, { headers });
}
