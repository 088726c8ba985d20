import { CapstanError, type WorkspaceAccess } from '@capstan/protocol';
import { folderEntries } from './folder-entries.ts';
import type { Microagent } from './microagent.ts';
import { readAtMost } from './read-at-most.ts';

export interface FoundMicroagents {
  /** One of each name: of two, the one that was found last. */
  microagents: Microagent[];
  /** What was passed over, and why: for people to read. */
  warnings: string[];
}

interface Candidate {
  name: string;
  path: string;
  /** Whether it is nothing but instructions. */
  plain: boolean;
}

const FOLDER = '.openhands/microagents';
const MAX_FILES = 200;
const MAX_DEPTH = 6;
const MAX_FILE_BYTES = 256 * 1024;
const AT_A_TIME = 8;

/** Files that are instructions as a whole; of those with one name, only the first is read. */
const PLAIN_FILES = [
  { name: 'repo_legacy', files: ['.openhands_instructions'] },
  { name: 'cursorrules', files: ['.cursorrules'] },
  { name: 'agents', files: ['AGENTS.md', 'agents.md', 'AGENT.md', 'agent.md'] },
];

/**
 * The microagents of these folders, which are relative to the workspace: each `.openhands/microagents/**.md` but
 * `README.md`, and the files in which repositories instruct agents of any kind. What cannot be read or understood is
 * passed over with a warning.
 */
export async function readMicroagents(
  access: WorkspaceAccess,
  folders: readonly string[],
  signal?: AbortSignal,
): Promise<FoundMicroagents> {
  const warnings: string[] = [];
  const candidates: Candidate[] = [];
  for (const folder of new Set(folders)) {
    candidates.push(...(await plainFiles(access, folder)), ...(await microagentFiles(access, folder)));
  }
  if (candidates.length > MAX_FILES) warnings.push(`Only the first ${MAX_FILES} microagents are read.`);
  const chosen = candidates.slice(0, MAX_FILES);
  const found = new Map<string, Microagent>();
  for (let from = 0; from < chosen.length; from += AT_A_TIME) {
    const group = chosen.slice(from, from + AT_A_TIME);
    const read = await Promise.all(group.map((candidate) => readOne(access, candidate, signal)));
    for (const result of read) {
      if ('warning' in result) warnings.push(result.warning);
      else found.set(result.microagent.name, result.microagent);
    }
  }
  return { microagents: [...found.values()], warnings };
}

async function plainFiles(access: WorkspaceAccess, folder: string): Promise<Candidate[]> {
  const there = new Set((await folderEntries(access, folder))?.map(({ name }) => name));
  return PLAIN_FILES.flatMap(({ name, files }) => {
    const file = files.find((candidate) => there.has(candidate));
    if (file === undefined) return [];
    return [{ name, path: `${folder}/${file}`, plain: true }];
  });
}

async function microagentFiles(access: WorkspaceAccess, folder: string): Promise<Candidate[]> {
  const root = `${folder}/${FOLDER}`;
  const found: Candidate[] = [];
  const search = async (below: string, depth: number): Promise<void> => {
    for (const { name, type } of (await folderEntries(access, `${root}/${below}`)) ?? []) {
      if (found.length > MAX_FILES) return;
      const path = below + name;
      if (type === 'folder' && depth < MAX_DEPTH) await search(`${path}/`, depth + 1);
      if ((type !== 'file' && type !== 'link') || !name.endsWith('.md') || name === 'README.md') continue;
      found.push({ name: path.slice(0, -'.md'.length), path: `${root}/${path}`, plain: false });
    }
  };
  await search('', 1);
  return found;
}

async function readOne(
  access: WorkspaceAccess,
  { name, path, plain }: Candidate,
  signal: AbortSignal | undefined,
): Promise<{ microagent: Microagent } | { warning: string }> {
  const shown = path.replace(/^\.\//, '');
  try {
    const bytes = await readAtMost(access, path, { maxBytes: MAX_FILE_BYTES, signal });
    if (bytes === undefined) return { warning: `${shown} is larger than ${MAX_FILE_BYTES / 1024} KiB.` };
    const text = bytes.toString('utf8');
    if (plain) return { microagent: plainMicroagent(name, text) };
    // Most conversations have none, and need no reader of YAML.
    const { parseMicroagent } = await import('./microagent.ts');
    return { microagent: parseMicroagent(name, text) };
  } catch (error) {
    const lost = CapstanError.is(error) && !error.code.startsWith('file_');
    if (lost || !(error instanceof Error)) throw error;
    return { warning: `${shown}: ${error.message.split('\n', 1)[0] ?? ''}` };
  }
}

function plainMicroagent(name: string, text: string): Microagent {
  return { name, type: 'repo', content: text.trim(), triggers: [], inputs: [], tools: [] };
}
