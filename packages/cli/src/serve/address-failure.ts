import { CapstanError } from '@capstan/protocol';

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there',
  EADDRNOTAVAIL: 'this machine has no such address',
  EACCES: 'only root may listen there',
  ENOTFOUND: 'there is no such host',
};

/** Where the server could not listen, the reason and what to do; any other error as it is. */
export function addressFailure(error: unknown, { host, port }: { host: string; port: number }): unknown {
  if (CapstanError.is(error)) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = REASONS[code];
  if (reason === undefined) return error;
  return new CapstanError('address_unavailable', `Port ${port} of ${host} cannot be used: ${reason}`, {
    cause: error,
  });
}
