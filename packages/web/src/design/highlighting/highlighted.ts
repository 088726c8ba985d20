import type { Language } from './languages.ts';

/** A line as lengths and kinds in turn: `[3, 1, 1, 0]` is three characters of kind 1 and one of kind 0. */
export type LineTokens = readonly number[];

export interface HighlightRequest {
  id: number;
  text: string;
  language: Language;
}

/** `lines` is null where the text could not be highlighted. */
export interface HighlightAnswer {
  id: number;
  lines: readonly LineTokens[] | null;
}
