const MAX_ERROR_BYTES = 1024 * 1024;

/** The whole body as text, cut after 1 MiB: what is read this way is an error or a short listing. */
export async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    size += chunk.byteLength;
    if (size > MAX_ERROR_BYTES) return text;
  }
  return text + decoder.decode();
}
