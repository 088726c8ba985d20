import { writeFile } from 'node:fs/promises';
import { exportTrajectory, type EventStream } from '@capstan/events';
import { CapstanError } from '@capstan/protocol';

/** Writes the whole conversation as a trajectory. Rejects with `usage` where the file cannot be written. */
export async function saveTrajectory(stream: EventStream, file: string): Promise<void> {
  const events = await Array.fromAsync(stream.events());
  const text = JSON.stringify(exportTrajectory(events, { screenshots: true }), null, 2);
  try {
    await writeFile(file, `${text}\n`);
  } catch (error) {
    throw new CapstanError('usage', `The trajectory cannot be written to ${file}: ${String(error)}`, {
      cause: error,
      remedy: 'Name a file in a folder that exists and is writable.',
    });
  }
}
