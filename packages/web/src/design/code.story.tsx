import { story } from '../stories/story.ts';
import { HOSTILE_TEXTS } from '../stories/logs/index.ts';
import { AnsiText } from './ansi-text.tsx';
import { Code } from './code.tsx';

const SCRIPT = `// Adds up a basket.
export function total(items: readonly Item[]): number {
  return items.reduce((sum, { price, count }) => sum + price * count, 0) * 1.19;
}
`;

const OUTPUT = `\u001b[1mTests\u001b[0m
\u001b[32m ✓ basket\u001b[39m \u001b[2m(3 tests)\u001b[22m
\u001b[31m ✗ prices\u001b[39m \u001b[7m FAIL \u001b[27m
\u001b[38;5;208morange\u001b[0m \u001b[38;2;90;90;250mblue\u001b[0m \u001b[48;2;20;20;20m\u001b[38;2;30;30;30mdark on dark\u001b[0m
downloading 10%\rdownloading 100%
`;

export const code = story(
  'Code',
  {
    typescript: () => <Code text={SCRIPT} language="ts" />,
    'with numbers': () => <Code text={SCRIPT} path="basket.ts" startLine={98} />,
    'one command': () => (
      <Code text={'cd /workspace && npm test -- --reporter=dot 2>&1 | tail -n 20'} language="bash" wrap />
    ),
    plain: () => <Code text="Nothing is known of this." />,
    hostile: () => <Code text={HOSTILE_TEXTS.join('\n')} language="html" />,
  },
  { layout: 'wide' },
);

export const ansiText = story(
  'AnsiText',
  {
    colours: () => <AnsiText text={OUTPUT} />,
    hostile: () => <AnsiText text={HOSTILE_TEXTS.join('\n')} />,
  },
  { layout: 'wide' },
);
