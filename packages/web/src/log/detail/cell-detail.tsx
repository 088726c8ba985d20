import type { ReactNode } from 'react';
import { useLiveOutput } from '../../live/index.ts';
import type { CellEntry } from '../../screen/index.ts';
import { CopyButton } from '../row/copy-button.tsx';
import { DetailFrame } from '../text/detail-frame.tsx';
import { FoldedCode } from '../text/folded-code.tsx';
import { OPENED, UNASKED } from '../text/folded-lines.ts';
import { OutputText } from '../text/output-text.tsx';
import { Picture } from '../text/picture.tsx';
import { FailureNote } from './failure-note.tsx';

export function CellDetail({ entry, unasked }: { entry: CellEntry; unasked: boolean }): ReactNode {
  const live = useLiveOutput(entry.actionId);
  const output = entry.progress === 'running' ? live : entry.output;
  return (
    <DetailFrame>
      <div className="relative bg-sunken pr-8">
        <FoldedCode text={entry.code} language="python" />
        <div className="absolute top-1 right-1">
          <CopyButton text={entry.code} label="Copy the code" />
        </div>
      </div>
      {output.trim() !== '' && <OutputText text={output} limits={unasked ? UNASKED : OPENED} />}
      {entry.imageUrls.length > 0 && (
        <div className="flex flex-wrap gap-2 p-3">
          {entry.imageUrls.map((address, index) => (
            <Picture key={index} address={address} label={`Picture ${index + 1} of the output`} />
          ))}
        </div>
      )}
      <FailureNote entry={entry} />
    </DetailFrame>
  );
}
