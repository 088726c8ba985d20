import { CapstanError } from '@capstan/protocol';
import { loadExtension, type ExtensionFactory } from './load-extension.ts';

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
  const { specifier, what, methods, standard } = request;
  if (specifier === null) return standard();
  const factory = await loadExtension(specifier, what);
  const part = await made(factory, request);
  if (has<Part>(part, methods)) return part;
  const missing = methods.filter((method) => !has<Part>(part, [method]));
  throw new CapstanError(
    'config_invalid',
    `What ${specifier} makes is no ${what}: it lacks ${missing.join(', ')}`,
  );
}

/** Beside context and standard part, a factory gets the class of errors that clients are told of, each by its code. */
async function made<Part extends object>(
  factory: ExtensionFactory,
  { specifier, what, context, standard }: ExtensionRequest<Part>,
): Promise<unknown> {
  try {
    return await factory(context, standard, { CapstanError });
  } catch (error) {
    if (CapstanError.is(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CapstanError('config_invalid', `${specifier} could not make a ${what}: ${reason}`, {
      cause: error,
    });
  }
}

function has<Part extends object>(value: unknown, methods: readonly (keyof Part & string)[]): value is Part {
  if (typeof value !== 'object' || value === null) return false;
  return methods.every((method) => typeof Reflect.get(value, method) === 'function');
}
