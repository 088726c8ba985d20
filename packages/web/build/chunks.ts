interface Chunk {
  name: string;
  test: RegExp;
  priority: number;
}

const inPackage = (...names: string[]): RegExp => new RegExp(`/node_modules/(?:${names.join('|')})/`);

/** What loads the other parts is needed at once, and would else end up in any of them. */
const LOADER = 'vite/preload-helper';

const BASE = inPackage(
  'react',
  'react-dom',
  'scheduler',
  'react-router',
  '@tanstack',
  'zustand',
  'use-sync-external-store',
);

/**
 * What is loaded together and kept by browsers over changes of our own code. The base comes first, so that no part
 * that is loaded when it is needed draws it in.
 */
export const CHUNKS: readonly Chunk[] = [
  {
    name: 'base',
    test: new RegExp(`${LOADER}|${BASE.source}`),
    priority: 50,
  },
  {
    name: 'markdown',
    test: inPackage(
      'streamdown',
      'remark-.*',
      'rehype-.*',
      'mdast-.*',
      'hast.*',
      'micromark.*',
      'unified',
      'marked',
    ),
    priority: 20,
  },
  {
    name: 'shiki-engine',
    test: inPackage(
      '@shikijs/(?:core|engine-javascript|types|vscode-textmate)',
      'oniguruma-to-es',
      'oniguruma-parser',
      'regex.*',
    ),
    priority: 20,
  },
  {
    name: 'editor',
    test: inPackage(
      '@codemirror/(?:state|view|merge|language|commands)',
      '@lezer/(?:common|highlight|lr)',
      'style-mod',
      'crelt',
      'w3c-keyname',
      '@marijn',
    ),
    priority: 20,
  },
  { name: 'terminal', test: inPackage('@xterm'), priority: 20 },
];
