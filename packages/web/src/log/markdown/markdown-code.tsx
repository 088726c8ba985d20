import type { ReactNode } from 'react';
import { Code } from '../../design/code.tsx';
import { oneLine } from '../../screen/index.ts';
import { CopyButton } from '../row/copy-button.tsx';

/** A block of code in words of the model. */
export function MarkdownCode({ text, language }: { text: string; language: string }): ReactNode {
  return (
    <div className="group/code relative my-2.5 overflow-hidden rounded-md border border-hairline bg-sunken first:mt-0 last:mb-0">
      <Code text={text} language={language} className="px-3 py-2" />
      <div className="absolute top-1 right-1 flex items-center gap-1 rounded-md bg-sunken pl-1.5 opacity-0 transition-opacity group-focus-within/code:opacity-100 group-hover/code:opacity-100 pointer-coarse:opacity-100">
        {language !== '' && <span className="text-xs text-faint">{oneLine(language, 20)}</span>}
        <CopyButton text={text} label="Copy the code" />
      </div>
    </div>
  );
}
