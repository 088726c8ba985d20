import { useState, type ReactNode } from 'react';
import { story } from '../../stories/story.ts';
import { CodeView } from './code-view.tsx';

const CODE = `import { total } from './basket.ts';

/** Half of it, in cents. */
export function discount(percent: number): number {
  return total([100, 200]) * (1 - percent / 100);
}
`;

function Shown({
  text = CODE,
  path = 'src/discount.ts',
  line,
}: {
  text?: string;
  path?: string;
  line?: number;
}): ReactNode {
  const [searching, setSearching] = useState(false);
  const [at] = useState({ line });
  return (
    <div className="flex h-60 w-160 max-w-full flex-col border border-hairline bg-surface">
      <CodeView
        text={text}
        path={path}
        label={path}
        at={at}
        searching={searching}
        onSearching={setSearching}
      />
    </div>
  );
}

export const codeView = story('CodeView', {
  typescript: () => <Shown />,
  'at a line': () => (
    <Shown
      text={Array.from({ length: 500 }, (_, index) => `line ${index + 1}`).join('\n')}
      path="a.log"
      line={250}
    />
  ),
  markdown: () => <Shown text={'# Basket\n\nPrices of a **shop**.\n'} path="README.md" />,
  hostile: () => (
    <Shown text={'<img src=x onerror=alert(1)>\nlet access\u202e = "admin\u0007";\n'} path="x.html" />
  ),
});
