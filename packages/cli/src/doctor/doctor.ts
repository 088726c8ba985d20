import { styleText } from 'node:util';
import { EXIT_CODE } from '@capstan/protocol';
import { capstanHome } from '../settings/capstan-home.ts';
import { findingsOf, type Finding } from './findings.ts';

const MARKS = { ok: '✓', note: '·', missing: '✗' } as const;
const STYLES = { ok: 'green', note: 'yellow', missing: 'red' } as const;

/** `capstan doctor`: exit code 0 when `capstan run` can work here, 1 when something it needs is missing. */
export async function doctor(flags: { json?: boolean }): Promise<number> {
  const findings = await findingsOf(process.env, capstanHome(process.env));
  const works = findings.every((finding) => finding.level !== 'missing');
  if (flags.json) process.stdout.write(`${JSON.stringify({ works, findings }, null, 2)}\n`);
  else process.stdout.write(`${findings.map(asText).join('\n')}\n`);
  return works ? EXIT_CODE.finished : EXIT_CODE.error;
}

function asText({ level, what, detail, remedy }: Finding): string {
  const mark = styleText(STYLES[level], MARKS[level], { stream: process.stdout });
  const lines = [`${mark} ${what.padEnd(16)} ${detail}`];
  if (remedy !== '') lines.push(`${' '.repeat(19)}→ ${remedy}`);
  return lines.join('\n');
}
