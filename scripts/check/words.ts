import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Complaints } from './complaints.ts';
import { trackedFiles } from './tracked-files.ts';

interface Refusal {
  pattern: RegExp;
  in: RegExp;
  why: string;
}

const CODE = /\.(ts|tsx|mjs|cjs|js|sh)$/;
const TEXT = /\.(ts|tsx|mjs|cjs|js|sh|json|md|yaml|yml|html|css)$|^[^.]*$|^\.(npmrc|gitignore)$/;

const REFUSED: readonly Refusal[] = [
  { pattern: /\b(TODO|FIXME|XXX|HACK)\b/, in: TEXT, why: 'finish it or leave it out' },
  {
    pattern: /\bas any(?=\s*(?:[;,)\]}.[|&?:]|$))|@ts-ignore|@ts-expect-error|@ts-nocheck/,
    in: CODE,
    why: 'state the type',
  },
  { pattern: /\b(describe|it|test|bench)\.only\(/, in: CODE, why: 'it silences the other tests' },
  {
    pattern: /\b(describe|it|test)\.(skip|todo|fails)\(/,
    in: CODE,
    why: 'say what is missing with requires()',
  },
  {
    pattern: /registry\.(npmjs|yarnpkg|npmmirror)\.|npm\.pkg\.github/,
    in: TEXT,
    why: 'the registry is the choice of who installs',
  },
  { pattern: /(^|[\s'"`(=])\/(root|Users)\/[\w.]/, in: TEXT, why: 'a path of one machine' },
];
const SILENT_NAMES = /(^|\/)(utils?|helpers?|common|misc|stuff|legacy|old|new)(\/|\.[a-z]+$)/;
const PASSED_OVER = /(^|\/)fixtures\/|^package-lock\.json$|^LICENSE$|^scripts\/check\/words(\.test)?\.ts$/;

/** What a line must not say; answers with the reason. */
export function refusedIn(file: string, line: string): string | undefined {
  return REFUSED.find((refusal) => refusal.in.test(file) && refusal.pattern.test(line))?.why;
}

/** Whether a name tells nothing of what is inside. */
export function isSilentName(file: string): boolean {
  return SILENT_NAMES.test(file);
}

/** Refuses unfinished and silenced code, names that say nothing, and traces of one machine. */
export function checkWords(root: string): Complaints {
  return trackedFiles(root)
    .filter((file) => !PASSED_OVER.test(file))
    .flatMap((file) => {
      const silent = isSilentName(file) ? [`${file}: name it after what it holds`] : [];
      if (!TEXT.test(file)) return silent;
      const lines = readFileSync(join(root, file), 'utf8').split('\n');
      const refused = lines.flatMap((line, index) => {
        const why = refusedIn(file, line);
        return why === undefined ? [] : [`${file}:${index + 1}: ${line.trim()} (${why})`];
      });
      return [...silent, ...refused];
    });
}
