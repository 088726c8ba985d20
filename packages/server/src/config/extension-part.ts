import { CapstanError } from '@capstan/protocol';
import { loadExtension } from './load-extension.ts';

export interface ExtensionRequest<Part extends object> {
  /** Module of the application, or null for our own part. */
  specifier: string | null;
  /** What it is, for errors. */
  what: string;
  /** Methods that it must have. */
  methods: readonly (keyof Part & string)[];
  /** What its factory is called with first. */
  context: unknown;
  /** Makes our own part: what its factory is called with second, so that it may wrap it. */
  standard: () => Part;
}

/** The part that a module of an application makes, or our own where none is named. Rejects with `config_invalid`. */
export async function extensionPart<Part extends object>(request: ExtensionRequest<Part>): Promise<Part> {
  const { specifier, what, methods, context, standard } = request;
  if (specifier === null) return standard();
  const factory = await loadExtension(specifier, what);
  const part: unknown = await factory(context, standard);
  if (has<Part>(part, methods)) return part;
  const missing = methods.filter((method) => !has<Part>(part, [method]));
  throw new CapstanError(
    'config_invalid',
    `What ${specifier} makes is no ${what}: it lacks ${missing.join(', ')}`,
  );
}

function has<Part extends object>(value: unknown, methods: readonly (keyof Part & string)[]): value is Part {
  if (typeof value !== 'object' || value === null) return false;
  return methods.every((method) => typeof Reflect.get(value, method) === 'function');
}
