import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import type { HighlightAnswer, HighlightRequest, LineTokens } from './highlighted.ts';
import type { Language } from './languages.ts';
import { tokenKind } from './token-kind.ts';

/** Runs beside the page: the grammars' expressions can take seconds on a text that was made for that. */

const THEME = createCssVariablesTheme({ name: 'capstan', variablePrefix: '--code-' });
/** Characters; of longer lines, such as of packed files, nothing is told apart. */
const LONGEST_LINE = 1_000;

const GRAMMARS = {
  shellscript: () => import('shiki/langs/shellscript.mjs'),
  python: () => import('shiki/langs/python.mjs'),
  typescript: () => import('shiki/langs/typescript.mjs'),
  tsx: () => import('shiki/langs/tsx.mjs'),
  javascript: () => import('shiki/langs/javascript.mjs'),
  json: () => import('shiki/langs/json.mjs'),
  html: () => import('shiki/langs/html.mjs'),
  css: () => import('shiki/langs/css.mjs'),
  markdown: () => import('shiki/langs/markdown.mjs'),
  yaml: () => import('shiki/langs/yaml.mjs'),
  toml: () => import('shiki/langs/toml.mjs'),
  diff: () => import('shiki/langs/diff.mjs'),
  rust: () => import('shiki/langs/rust.mjs'),
  go: () => import('shiki/langs/go.mjs'),
  java: () => import('shiki/langs/java.mjs'),
  c: () => import('shiki/langs/c.mjs'),
  cpp: () => import('shiki/langs/cpp.mjs'),
  sql: () => import('shiki/langs/sql.mjs'),
  docker: () => import('shiki/langs/docker.mjs'),
  ruby: () => import('shiki/langs/ruby.mjs'),
  php: () => import('shiki/langs/php.mjs'),
  make: () => import('shiki/langs/make.mjs'),
} satisfies Record<Language, () => Promise<unknown>>;

let made: Promise<HighlighterCore> | undefined;

async function highlighter(language: Language): Promise<HighlighterCore> {
  made ??= createHighlighterCore({
    themes: [THEME],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  const core = await made;
  if (!core.getLoadedLanguages().includes(language)) await core.loadLanguage(GRAMMARS[language]());
  return core;
}

async function linesOf({ text, language }: HighlightRequest): Promise<readonly LineTokens[]> {
  const core = await highlighter(language);
  const lines = core.codeToTokensBase(text, {
    lang: language,
    theme: 'capstan',
    tokenizeMaxLineLength: LONGEST_LINE,
    // A line that is broken off colours those after it wrongly. Who asked gives up in time by itself.
    tokenizeTimeLimit: 0,
  });
  return lines.map((tokens) => tokens.flatMap(({ content, color }) => [content.length, tokenKind(color)]));
}

addEventListener('message', ({ data }: MessageEvent<HighlightRequest>) => {
  const answer = (lines: HighlightAnswer['lines']): void =>
    postMessage({ id: data.id, lines } satisfies HighlightAnswer);
  // Code that cannot be told apart stays plain, which is all that it means.
  linesOf(data).then(answer, () => answer(null));
});
