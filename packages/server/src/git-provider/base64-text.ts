import { CapstanError } from '@capstan/protocol';

/** Text of a file as GitHub and those like it send it. */
export function textOfContent(
  title: string,
  path: string,
  { encoding, content }: { encoding?: string | null | undefined; content?: string | null | undefined },
): string {
  if (encoding === 'base64' && typeof content === 'string')
    return Buffer.from(content, 'base64').toString('utf8');
  throw new CapstanError(
    'git_provider_failed',
    `${title}: the file ${path} is too large to be read this way`,
  );
}
