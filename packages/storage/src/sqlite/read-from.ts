import type { DatabaseReader } from './database-reader.ts';
import { faultOf } from './fault.ts';
import { errorOf, type LogHost } from './log-host.ts';

/** Reads what is committed; rejects with a `CapstanError` that names the file. */
export async function readFrom<Result>(
  host: LogHost,
  file: string,
  read: (reader: DatabaseReader) => Result,
): Promise<Result> {
  const reader = await host.reader();
  try {
    return read(reader);
  } catch (error) {
    throw errorOf(faultOf(error, file));
  }
}
