import { isTable, placeIn, type ConfigFile } from './config-file.ts';
import type { ConfigSources } from './config-sources.ts';
import { nearestName } from './nearest-name.ts';
import {
  SECTIONS_WITH_PARTS,
  UNUSED_SECTIONS,
  UNUSED_SETTINGS,
  UNUSED_VARIABLES,
} from './openhands-settings.ts';
import { variablesOf } from './table/setting.ts';
import { ALL_SETTINGS, CONFIG_FLAGS } from './table/settings.ts';

const OWN = 'CAPSTAN_';
/** Names the file. */
export const CONFIG_VARIABLE = 'CAPSTAN_CONFIG';

export interface UnknownNames {
  /** Nobody knows what was meant. */
  problems: string[];
  /** Known, and of no use here. */
  warnings: string[];
}

/** What a file, the environment or the flags name that is no setting. */
export function unknownNames({ file, env, flags }: ConfigSources): UnknownNames {
  const found: UnknownNames = { problems: [], warnings: [] };
  checkFlags(Object.keys(flags), found);
  checkVariables(Object.keys(env), found);
  if (file !== undefined) checkFile(file, found);
  return found;
}

function checkFlags(names: readonly string[], { problems }: UnknownNames): void {
  for (const name of names)
    if (!CONFIG_FLAGS.includes(name)) problems.push(`${name} is no flag${meant(name, CONFIG_FLAGS)}`);
}

/** Other programs have variables, too: only what looks like a slip of one of ours is mentioned. */
function checkVariables(names: readonly string[], { warnings }: UnknownNames): void {
  const known = new Set(ALL_SETTINGS.flatMap(variablesOf).map(({ name }) => name));
  const ours = [...known].filter((name) => name.startsWith(OWN)).map((name) => name.slice(OWN.length));
  for (const name of names) {
    if (known.has(name) || name === CONFIG_VARIABLE) continue;
    const near = name.startsWith(OWN) ? nearestName(name.slice(OWN.length), ours) : undefined;
    if (UNUSED_VARIABLES.has(name)) warnings.push(`$${name} is not used`);
    else if (near !== undefined) warnings.push(`$${name} is no setting; did you mean $${OWN}${near}?`);
  }
}

function checkFile(file: ConfigFile, found: UnknownNames): void {
  const known = ALL_SETTINGS.flatMap(({ name, also = [] }) => [name, ...also.map((alias) => alias.name)]);
  const sections = new Set(known.map(sectionOf));
  for (const [section, values] of Object.entries(file.values)) {
    const place = placeIn(file, section);
    if (UNUSED_SECTIONS.has(section)) found.warnings.push(`[${section}] (${place}) is not used`);
    else if (!isTable(values))
      found.problems.push(`${section} (${place}) stands in no section${meant(section, known, keyOf)}`);
    else if (sections.has(section) || SECTIONS_WITH_PARTS.has(section))
      for (const [key, value] of Object.entries(values)) checkKey(`${section}.${key}`, isTable(value));
    else found.problems.push(`[${section}] (${place}) is no section${meant(section, sections)}`);
  }

  function checkKey(name: string, isPart: boolean): void {
    if (known.includes(name)) return;
    const place = placeIn(file, name);
    if (UNUSED_SETTINGS.has(name) || (isPart && SECTIONS_WITH_PARTS.has(sectionOf(name))))
      found.warnings.push(`${name} (${place}) is not used`);
    else found.problems.push(`${name} (${place}) is no setting${meant(name, known, keyOf)}`);
  }
}

const sectionOf = (name: string): string => name.slice(0, name.indexOf('.'));
const keyOf = (name: string): string => name.slice(name.indexOf('.') + 1);

/** Compared by `part` of a name, so that a key in a wrong section is found in the right one. */
function meant(name: string, known: Iterable<string>, part = (whole: string): string => whole): string {
  const names = [...known];
  const near = nearestName(name, names) ?? fullName(nearestName(part(name), names.map(part)));
  return near === undefined ? '' : `; did you mean ${near}?`;

  function fullName(key: string | undefined): string | undefined {
    return key === undefined ? undefined : names.find((candidate) => part(candidate) === key);
  }
}
