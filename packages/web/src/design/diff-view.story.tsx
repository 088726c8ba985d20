import type { ReactNode } from 'react';
import { story } from '../stories/story.ts';
import { diffBlocks } from './diff/diff-block.ts';
import { blocksOfUnifiedText } from './diff/unified-text.ts';
import { DiffView } from './diff-view.tsx';

const BEFORE = Array.from({ length: 60 }, (_, index) =>
  index % 12 === 0 ? `/** Group ${index / 12}. */` : `export const price${index} = ${index * 100};`,
).join('\n');
const AFTER = BEFORE.replace('price20 = 2000', 'price20 = discounted(2000)').replace(
  'export const price40 = 4000;\n',
  '',
);
const HOSTILE = '<script>alert(1)</script>\nlet access\u202e = "admin\u0007";\n' + 'x'.repeat(5_000);

function Shown({
  before,
  after,
  side = false,
}: {
  before: string;
  after: string;
  side?: boolean;
}): ReactNode {
  return (
    <div className="w-200 max-w-full border border-hairline bg-surface">
      <DiffView
        blocks={diffBlocks(before, after)}
        path="src/prices.ts"
        texts={{ before, after }}
        sideBySide={side}
      />
    </div>
  );
}

export const diffView = story(
  'DiffView',
  {
    unified: () => <Shown before={BEFORE} after={AFTER} />,
    'side by side': () => <Shown before={BEFORE} after={AFTER} side />,
    created: () => <Shown before="" after={'export const a = 1;\n'} />,
    deleted: () => <Shown before={'export const a = 1;\n'} after="" />,
    'line endings': () => <Shown before={'one\ntwo'} after={'one\r\ntwo\n'} />,
    hostile: () => <Shown before="let access = 'user';" after={HOSTILE} />,
    'from a unified diff': () => (
      <div className="w-200 max-w-full border border-hairline bg-surface">
        <DiffView
          blocks={blocksOfUnifiedText('--- a\n+++ b\n@@ -10,2 +10,2 @@\n kept\n-old word\n+new word\n')}
          path="notes.txt"
          texts={null}
        />
      </div>
    ),
  },
  { layout: 'wide' },
);
