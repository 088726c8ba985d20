import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Complaints } from './complaints.ts';
import { trackedFiles } from './tracked-files.ts';

const DOCUMENT = /^(README|CONTRIBUTING)\.md$|^docs\/.*\.md$/;
const FENCE = /^( *)(`{3,}|~{3,})[\s\S]*?^\1\2[^\S\n]*$/gm;
const CODE_SPAN = /`([^`\n]+)`/g;
const LINK = /\[[^\]\n]*\]\(([^)\s]+)\)/g;
const PATH = /^\.{0,2}\/?[\w.@*-]+(\/[\w.@*-]+)+\/?$/;
const SOURCE_PATH = /\.(ts|tsx|mjs|cjs|sh|md)$/;
const SCRIPT = /\bnpm (?:run (?:--silent )?([\w:-]+)|(start|test|ci)\b)/g;
/** Made on the machine, not in the repository. */
const MADE = /^(dist|node_modules|\.cache|coverage)\/|^bench\/results/;

/** Every path and every npm script that the documents name must be there. */
export function checkDocs(root: string): Complaints {
  const files = trackedFiles(root);
  const tops = new Set(files.map((file) => file.split('/', 1)[0]));
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return files
    .filter((file) => DOCUMENT.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const { paths, links, scripts: named } = references(text);
      const named_ = named.filter((name) => scripts[name] === undefined && name !== 'ci');
      const lostPaths = paths.filter((path) => isOurs(path, tops) && !isThere(root, path));
      const lostLinks = links.filter((link) => !existsSync(join(root, dirname(file), link)));
      return [
        ...[...lostPaths, ...lostLinks].map((path) => `${file}: ${path} does not exist`),
        ...named_.map((name) => `${file}: there is no npm script named ${name}`),
      ];
    });
}

/** What a document refers to: paths in code spans, relative links, and npm scripts (also in code blocks). */
export function references(text: string): { paths: string[]; links: string[]; scripts: string[] } {
  const prose = text.replaceAll(FENCE, '');
  const spans = [...prose.matchAll(CODE_SPAN)].map((match) => match[1] ?? '');
  const targets = [...prose.matchAll(LINK)].map((match) => (match[1] ?? '').replace(/#.*$/, ''));
  return {
    paths: spans.filter((span) => PATH.test(span)),
    links: targets.filter((target) => target !== '' && !/^[a-z]+:/i.test(target)),
    scripts: [...text.matchAll(SCRIPT)].map((match) => match[1] ?? match[2] ?? ''),
  };
}

function isOurs(path: string, tops: Set<string | undefined>): boolean {
  const plain = path.replace(/^\.\//, '');
  if (MADE.test(plain) || plain.startsWith('/') || plain.startsWith('..')) return false;
  return tops.has(plain.split('/', 1)[0]) || SOURCE_PATH.test(plain);
}

function isThere(root: string, path: string): boolean {
  return path.includes('*') ? globSync(path, { cwd: root }).length > 0 : existsSync(join(root, path));
}
