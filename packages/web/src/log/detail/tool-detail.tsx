import type { JsonValue } from '@capstan/protocol';
import type { ReactNode } from 'react';
import { oneLine, visibleText, type ToolEntry } from '../../screen/index.ts';
import { CopyButton } from '../row/copy-button.tsx';
import { DetailBar, DetailFrame } from '../text/detail-frame.tsx';
import { FoldedCode } from '../text/folded-code.tsx';
import { OutputText } from '../text/output-text.tsx';
import { Picture } from '../text/picture.tsx';
import { FailureNote } from './failure-note.tsx';

export function ToolDetail({ entry }: { entry: ToolEntry }): ReactNode {
  const { name, arguments: input, result, imageUrls, error } = entry;
  const given = Object.entries(input);
  return (
    <DetailFrame>
      <DetailBar
        actions={<CopyButton text={JSON.stringify(input, null, 2)} label="Copy the arguments as JSON" />}
      >
        <code className="min-w-0 truncate">{oneLine(name)}</code>
      </DetailBar>
      {given.length > 0 && (
        <dl className="divide-y divide-hairline bg-sunken">
          {given.map(([key, value]) => (
            <div key={key} className="grid grid-cols-[minmax(5rem,1fr)_4fr] gap-3 px-3 py-1 text-code">
              <dt className="font-mono text-muted [overflow-wrap:anywhere]">{oneLine(key)}</dt>
              <dd className="min-w-0">
                <Value value={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {result !== '' && result !== error && <Result text={result} />}
      {imageUrls.length > 0 && (
        <div className="flex flex-wrap gap-2 p-3">
          {imageUrls.map((address, index) => (
            <Picture key={index} address={address} label={`Picture ${index + 1} of the result`} />
          ))}
        </div>
      )}
      <FailureNote entry={entry} />
    </DetailFrame>
  );
}

function Value({ value }: { value: JsonValue | undefined }): ReactNode {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return (
    <pre className="max-h-60 overflow-y-auto font-mono whitespace-pre-wrap [overflow-wrap:anywhere]">
      {visibleText(text)}
    </pre>
  );
}

function Result({ text }: { text: string }): ReactNode {
  const isJson = /^\s*[[{]/.test(text);
  return isJson ? <FoldedCode text={text} language="json" wrap /> : <OutputText text={text} />;
}
