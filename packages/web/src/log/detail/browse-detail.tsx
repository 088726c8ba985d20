import type { ReactNode } from 'react';
import type { BrowseEntry } from '../../screen/index.ts';
import { DetailBar, DetailFrame } from '../text/detail-frame.tsx';
import { FoldedCode } from '../text/folded-code.tsx';
import { UNASKED } from '../text/folded-lines.ts';
import { OutputText } from '../text/output-text.tsx';
import { OutsideAddress, Picture } from '../text/picture.tsx';
import { FailureNote } from './failure-note.tsx';

export function BrowseDetail({ entry }: { entry: BrowseEntry }): ReactNode {
  const { request, url, screenshot, text, error } = entry;
  return (
    <DetailFrame>
      {url !== '' && (
        <DetailBar>
          <OutsideAddress address={url} />
        </DetailBar>
      )}
      {request !== url && <FoldedCode text={request} language="python" wrap />}
      {screenshot !== '' && (
        <div className="p-3">
          <Picture address={screenshot} label="The page" />
        </div>
      )}
      {text !== '' && text !== error && <OutputText text={text} limits={UNASKED} />}
      <FailureNote entry={entry} />
    </DetailFrame>
  );
}
