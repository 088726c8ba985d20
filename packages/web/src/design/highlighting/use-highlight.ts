import { useEffect, useState } from 'react';
import type { HighlightAnswer, HighlightRequest, LineTokens } from './highlighted.ts';
import { canHighlight, Highlighter } from './highlighter.ts';
import type { Language } from './languages.ts';

/** One for the page: it starts nothing before it is asked. */
const highlighter = new Highlighter((onAnswer, onFault) => {
  const worker = new Worker(new URL('./highlight-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<HighlightAnswer>) => onAnswer(data));
  worker.addEventListener('error', onFault);
  return {
    ask: (request: HighlightRequest) => worker.postMessage(request),
    end: () => worker.terminate(),
  };
});

interface Found {
  text: string;
  language: Language;
  lines: readonly LineTokens[] | null;
}

/** The tokens of a text, line by line; null until they are there, and where there are none. */
export function useHighlight(text: string, language: Language | null): readonly LineTokens[] | null {
  const [found, setFound] = useState<Found | null>(null);
  const wanted = language !== null && canHighlight(text);
  const known = wanted ? highlighter.known(text, language) : null;
  const missing = known === undefined;
  useEffect(() => {
    if (!missing || language === null) return undefined;
    return highlighter.ask(text, language, (lines) => setFound({ text, language, lines }));
  }, [text, language, missing]);
  if (!wanted) return null;
  if (known !== undefined) return known;
  return found !== null && found.text === text && found.language === language ? found.lines : null;
}
