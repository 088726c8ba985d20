const MAX_CHARACTERS = 400;

/** Text of another party made fit for a message: one line, short, and without any of the given secrets. */
export function oneLine(text: string, secrets: readonly string[] = []): string {
  let line = text.replaceAll(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();
  for (const secret of secrets) if (secret !== '') line = line.replaceAll(secret, '***');
  return line.length > MAX_CHARACTERS ? `${line.slice(0, MAX_CHARACTERS - 1)}…` : line;
}
