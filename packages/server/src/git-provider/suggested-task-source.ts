import type { SuggestedTask } from '@capstan/protocol/api';

/** Tasks of all sources that answer, in the order of the sources. Rejects if none does. */
export async function eitherOf(...sources: Promise<SuggestedTask[]>[]): Promise<SuggestedTask[]> {
  const settled = await Promise.allSettled(sources);
  const answered = settled.filter((source) => source.status === 'fulfilled');
  if (answered.length === 0) return (await Promise.all(sources)).flat();
  return answered.flatMap((source) => source.value);
}
