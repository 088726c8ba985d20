import { writeFile } from 'node:fs/promises';
import { serializeEvent, type Event } from '@capstan/protocol';
import { WRITTEN_LOGS } from '../../src/stories/logs/index.ts';
import { isScenario, record, SCENARIOS } from '../record/scenarios.ts';

// `node packages/web/test/process/record-logs.ts [name…]` writes the logs anew, one event on a line.
const asked = process.argv.slice(2);
const isAsked = (name: string): boolean => asked.length === 0 || asked.includes(name);

async function write(name: string, events: readonly Event[]): Promise<void> {
  const lines = events.map((event) => JSON.stringify(serializeEvent(event)));
  await writeFile(new URL(`../logs/${name}.json`, import.meta.url), `[\n${lines.join(',\n')}\n]\n`);
  process.stdout.write(`${name}: ${events.length} events\n`);
}

for (const name of Object.keys(SCENARIOS).filter(isScenario).filter(isAsked))
  await write(name, await record(name));
for (const [name, writeLog] of Object.entries(WRITTEN_LOGS)) if (isAsked(name)) await write(name, writeLog());
