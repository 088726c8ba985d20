import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

export const THEME_ENTRY = fileURLToPath(new URL('../src/app/early-theme.ts', import.meta.url));

/** Loads the theme before anything is painted: a script of its own in the head, since the policy allows none in the page. */
export function earlyTheme(): Plugin {
  return {
    name: 'early-theme',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const built = Object.values(bundle ?? {}).find(
          (output) => output.type === 'chunk' && output.facadeModuleId === THEME_ENTRY,
        );
        const attrs =
          built === undefined
            ? { type: 'module', src: `/src/app/${basename(THEME_ENTRY)}` }
            : { src: `/${built.fileName}` };
        return [{ tag: 'script', attrs, injectTo: 'head-prepend' }];
      },
    },
  };
}
