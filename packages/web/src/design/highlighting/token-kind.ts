/** What parts of code are told apart by, in the order of the numbers that stand for them. */
export const TOKEN_KINDS = [
  'plain',
  'keyword',
  'string',
  'string-expression',
  'constant',
  'function',
  'parameter',
  'comment',
  'punctuation',
  'link',
  'inserted',
  'deleted',
  'changed',
] as const;

export type TokenKind = (typeof TOKEN_KINDS)[number];

/** Colours of the scale, whose contrast is proven in both themes. */
const COLOURS: Readonly<Record<TokenKind, string | undefined>> = {
  plain: undefined,
  keyword: 'text-violet-text',
  string: 'text-green-text',
  'string-expression': 'text-green-text',
  constant: 'text-amber-text',
  function: 'text-blue-text',
  parameter: undefined,
  comment: 'text-faint italic',
  punctuation: 'text-muted',
  link: 'text-accent-text',
  inserted: 'text-green-text',
  deleted: 'text-red-text',
  changed: 'text-amber-text',
};

/** The class of a kind by its number; undefined for what has the colour of the text. */
export function tokenClass(kind: number): string | undefined {
  const name = TOKEN_KINDS[kind];
  return name === undefined ? undefined : COLOURS[name];
}

/** The number of a colour such as `var(--code-token-keyword)`. */
export function tokenKind(color: string | undefined): number {
  const [, name = ''] = /token-([a-z-]+)/.exec(color ?? '') ?? [];
  return Math.max(
    0,
    TOKEN_KINDS.findIndex((kind) => kind === name),
  );
}
