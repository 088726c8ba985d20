/** Languages that are highlighted. Everything else is plain. */
export const LANGUAGES = [
  'shellscript',
  'python',
  'typescript',
  'tsx',
  'javascript',
  'json',
  'html',
  'css',
  'markdown',
  'yaml',
  'toml',
  'diff',
  'rust',
  'go',
  'java',
  'c',
  'cpp',
  'sql',
  'docker',
  'ruby',
  'php',
  'make',
] as const;

export type Language = (typeof LANGUAGES)[number];

const isLanguage = (name: string): name is Language => LANGUAGES.some((language) => language === name);

const OTHER_NAMES: Readonly<Record<string, Language>> = {
  bash: 'shellscript',
  sh: 'shellscript',
  shell: 'shellscript',
  zsh: 'shellscript',
  console: 'shellscript',
  py: 'python',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'tsx',
  jsonc: 'json',
  json5: 'json',
  webmanifest: 'json',
  htm: 'html',
  svg: 'html',
  xml: 'html',
  vue: 'html',
  scss: 'css',
  md: 'markdown',
  mdx: 'markdown',
  yml: 'yaml',
  patch: 'diff',
  rs: 'rust',
  golang: 'go',
  h: 'c',
  cc: 'cpp',
  cxx: 'cpp',
  hpp: 'cpp',
  'c++': 'cpp',
  dockerfile: 'docker',
  containerfile: 'docker',
  rb: 'ruby',
  rakefile: 'ruby',
  gemfile: 'ruby',
  makefile: 'make',
  mk: 'make',
};

/** The language that is meant by a name, as in markdown, or by the end of a file's name; null for others. */
export function languageNamed(name: string): Language | null {
  const lower = name.toLowerCase();
  if (isLanguage(lower)) return lower;
  return Object.hasOwn(OTHER_NAMES, lower) ? (OTHER_NAMES[lower] ?? null) : null;
}

/** The language of a file by its path; null where it is not known. */
export function languageOfPath(path: string): Language | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return languageNamed(name.slice(name.lastIndexOf('.') + 1));
}
