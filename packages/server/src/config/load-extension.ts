import { existsSync, readFileSync } from 'node:fs';
import { createRequire, findPackageJSON } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CapstanError } from '@capstan/protocol';
import * as z from 'zod';

/** What an extension module exports: makes the part that takes the place of ours. */
export type ExtensionFactory = (...parts: unknown[]) => unknown;

/**
 * The factory that a module of an application exports. `specifier` is a path, or the name of a package that is
 * installed for `folder` (default: the current one), with `#name` for an export other than the default one.
 * `what` says in errors what it was wanted for. Rejects with `config_invalid`.
 */
export async function loadExtension(
  specifier: string,
  what: string,
  folder: string = process.cwd(),
): Promise<ExtensionFactory> {
  const [name = '', exported = 'default'] = specifier.split('#');
  const failed = (reason: string, cause?: unknown): CapstanError =>
    new CapstanError('config_invalid', `The module ${name} for ${what} ${reason}`, { cause });

  const file = fileOf(name, folder);
  if (file === undefined || !existsSync(file)) throw failed(`was not found, looked for from ${folder}`);
  let module: Record<string, unknown>;
  try {
    module = await import(pathToFileURL(file).href);
  } catch (error) {
    throw failed(`does not load: ${error instanceof Error ? error.message : String(error)}`, error);
  }
  const factory = module[exported];
  if (isFactory(factory)) return factory;
  const present = Object.keys(module).toSorted().join(', ') || 'nothing';
  throw failed(`has to export a function as ${exported}; it exports ${present}`);
}

const isFactory = (value: unknown): value is ExtensionFactory => typeof value === 'function';

function fileOf(name: string, folder: string): string | undefined {
  if (isAbsolute(name) || name.startsWith('.')) return resolve(folder, name);
  const parent = join(folder, 'package.json');
  try {
    return createRequire(parent).resolve(name);
  } catch {
    // Packages that can only be imported do not say so to `require`.
    return entryOf(name, parent);
  }
}

const manifestSchema = z.object({
  exports: z.union([
    z.string(),
    z.object({ '.': z.union([z.string(), z.object({ import: z.string() })]) }),
    z.object({ import: z.string() }),
  ]),
});

/** What the manifest of a package names for `import`. */
function entryOf(name: string, parent: string): string | undefined {
  try {
    const manifest = findPackageJSON(name, pathToFileURL(parent));
    if (manifest === undefined) return undefined;
    const { exports } = manifestSchema.parse(JSON.parse(readFileSync(manifest, 'utf8')));
    const main = typeof exports === 'object' && '.' in exports ? exports['.'] : exports;
    return join(dirname(manifest), typeof main === 'string' ? main : main.import);
  } catch {
    // No such package, or a manifest that names no entry: the module is not found.
    return undefined;
  }
}
