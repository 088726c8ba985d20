import type { ValueKind } from './value-kind.ts';

/** Another name of a setting, with what makes of its value one of the setting. Undefined: it says nothing. */
export interface Alias {
  name: string;
  as: (raw: unknown) => unknown;
}

/** One thing that can be set, declared once: what it is called in each source, what it may be, what it is without. */
export interface Setting<Value> {
  /** `section.key` in the file; and `CAPSTAN_` with the key in capitals in the environment. */
  name: `${string}.${string}`;
  kind: ValueKind<Value>;
  default: NoInfer<Value>;
  /** One line. */
  help: string;
  /** Further names in the file. */
  also?: readonly Alias[];
  /** Further variables, such as those of OpenHands. */
  variables?: readonly (string | Alias)[];
  /** Variables that begin like this are entries of the value. */
  entriesPrefix?: string;
  flag?: string | Alias;
  /** Never shown, logged or named in an error. */
  secret?: boolean;
}

/** Keeps the type of the value. */
export const setting = <Value>(declaration: Setting<Value>): Setting<Value> => declaration;

/** Reads one setting from wherever it is given. */
export type ReadSetting = <Value>(setting: Setting<Value>) => Value;

/** What of a setting does not depend on its type. */
export type AnySetting = Pick<
  Setting<unknown>,
  'name' | 'help' | 'also' | 'variables' | 'entriesPrefix' | 'flag' | 'secret'
>;

export const asAlias = (name: string | Alias): Alias =>
  typeof name === 'string' ? { name, as: (raw) => raw } : name;

/** Every variable that gives a setting, strongest first. */
export function variablesOf({ name, variables = [] }: AnySetting): Alias[] {
  const key = name.slice(name.indexOf('.') + 1);
  return [`CAPSTAN_${key.toUpperCase()}`, ...variables].map(asAlias);
}
