import { join } from 'node:path';
import { build } from 'vite';

/** The web client as files by their path below the folder that is served. `folder` is the one of this package. */
export async function bundleWebClient(folder: string): Promise<Map<string, string | Uint8Array>> {
  const { NODE_ENV } = process.env;
  // The variants of libraries that people are given, whatever this runs in.
  process.env['NODE_ENV'] = 'production';
  try {
    const built = await build({
      root: folder,
      configFile: join(folder, 'vite.config.ts'),
      logLevel: 'warn',
      build: { write: false },
    });
    if ('on' in built) throw new Error('vite began to watch instead of building');
    const outputs = Array.isArray(built) ? built : [built];
    return new Map(
      outputs
        .flatMap(({ output }) => output)
        .map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]),
    );
  } finally {
    if (NODE_ENV === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = NODE_ENV;
  }
}
