import { createRequire } from 'node:module';

/**
 * The native part of @lydell/node-pty. Its own classes are passed by because they keep the descriptor of the
 * program's side open for good, read from that side, and cannot give a child more than the terminal.
 */
export interface PtyBinding {
  /** Opens a pseudo-terminal. Both descriptors do not block, and are inherited by children. */
  open(columns: number, rows: number): { master: number; slave: number; pty: string };
  resize(master: number, columns: number, rows: number): void;
}

let loaded: PtyBinding | undefined;

/** Loads the binding for this platform. Throws when its package is not installed. */
export function ptyBinding(): PtyBinding {
  return (loaded ??= load());
}

function load(): PtyBinding {
  // Not an import: the file is found beside the program also when that is bundled.
  const require = createRequire(import.meta.url);
  const loader: unknown = require('@lydell/node-pty/requireBinary.js');
  if (!hasFunction(loader, 'requireBinary'))
    throw new Error('@lydell/node-pty has no loader for its binary.');
  const binding: unknown = loader.requireBinary('pty.node');
  if (!isBinding(binding)) throw new Error('The binary of @lydell/node-pty is not the expected version.');
  return binding;
}

function isBinding(value: unknown): value is PtyBinding {
  return hasFunction(value, 'open') && hasFunction(value, 'resize');
}

function hasFunction<Name extends string>(
  value: unknown,
  name: Name,
): value is Record<Name, (...values: unknown[]) => unknown> {
  if (typeof value !== 'object' || value === null) return false;
  return typeof Object.getOwnPropertyDescriptor(value, name)?.value === 'function';
}
