import { useEffect } from 'react';
import { conditionText, oneLine, type Condition } from '../screen/index.ts';

/** Of the states, those that are worth seeing in a row of browser tabs. */
const MARKS: Readonly<Partial<Record<Condition, string>>> = {
  working: '●',
  starting: '○',
  'needs-you': '◆',
  failed: '✕',
  done: '✓',
};

/** What a browser tab shows: state first, since the end is cut. */
export function pageTitle(title: string, condition?: Condition): string {
  const mark = condition === undefined ? undefined : MARKS[condition];
  const asked = condition === 'needs-you' ? `${conditionText(condition)}: ` : '';
  return `${mark === undefined ? '' : `${mark} `}${asked}${oneLine(title)} · Capstan`;
}

/** Names the page, with the state of what it shows. */
export function usePageTitle(title: string, condition?: Condition): void {
  useEffect(() => {
    document.title = pageTitle(title, condition);
  }, [title, condition]);
}
