import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BuildError } from './build-error.ts';
import type { Output } from './bundle.ts';
import type { SourceRoots } from './fingerprint.ts';

/** A folder below the root that is made as a whole, from sources of its own. */
export interface Part {
  folder: string;
  sources: SourceRoots;
  /** Whether its sources are there at all. */
  isThere(root: string): boolean;
  /** Rejects with a `BuildError`. */
  make(root: string): Promise<Output>;
}

const WEB = 'packages/web';

/** The programs, and the web client that they serve. Bundlers are loaded only to build: a start that has nothing to build must not pay for them. */
export const PARTS: readonly Part[] = [
  {
    folder: 'dist',
    sources: { folders: ['packages', 'scripts/build'], without: [WEB] },
    isThere: () => true,
    make: async (root) => (await import('./bundle.ts')).bundle(root),
  },
  {
    folder: 'dist/web',
    sources: { folders: [WEB, 'packages/client', 'packages/protocol'] },
    isThere: (root) => existsSync(join(root, WEB, 'index.html')),
    async make(root) {
      const { bundleWebClient } = await import('../../packages/web/build/bundle-web-client.ts');
      return bundleWebClient(join(root, WEB)).catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        throw new BuildError(`${WEB}: ${message}`, { cause: error });
      });
    },
  },
];
