import { Suspense, useEffect, useState, type ReactNode } from 'react';
import type { FileContent } from '../../api/workspace/file-content.ts';
import { lazyPart } from '../../app/lazy-part.ts';
import { EmptyState } from '../../design/empty-state.tsx';
import { SkeletonLines } from '../../design/skeleton.tsx';
import { oneLine } from '../../screen/index.ts';
import type { FileTarget } from '../open-file.ts';
import { sizeText } from '../../design/size-text.ts';

// The editor is many times as large as the rest of this tab.
const CodeView = lazyPart(async () => (await import('../../design/code-view/code-view.tsx')).CodeView);

export interface FileContentViewProps {
  content: FileContent;
  target: FileTarget;
  wrap: boolean;
  searching: boolean;
  onSearching: (searching: boolean) => void;
  /** A link that downloads it. */
  download: ReactNode;
}

/** What is in a file, by what it is. */
export function FileContentView(props: FileContentViewProps): ReactNode {
  const { content, target, wrap, searching, onSearching, download } = props;
  switch (content.kind) {
    case 'image':
      return (
        <Picture image={content.image} label={oneLine(target.path, 400)} sizeBytes={content.sizeBytes} />
      );
    case 'binary':
      return (
        <EmptyState icon="file" title="This file is no text" action={download}>
          {`It has ${sizeText(content.sizeBytes)}. Download it to look at it.`}
        </EmptyState>
      );
    case 'text':
      if (content.text === '') return <EmptyState icon="file" title="The file is empty" />;
      return (
        <>
          {!content.isWhole && (
            <p className="flex shrink-0 items-center gap-2 border-b border-hairline bg-amber-soft px-3 py-1.5 text-xs text-amber-text">
              <span className="min-w-0 flex-1">
                {`The first ${sizeText(1_000_000)} of ${sizeText(content.sizeBytes)} is shown.`}
              </span>
              {download}
            </p>
          )}
          <Suspense fallback={<TextOnItsWay />}>
            <CodeView
              text={content.text}
              path={target.path}
              label={`Text of ${oneLine(target.path, 400)}`}
              at={target}
              wrap={wrap}
              searching={searching}
              onSearching={onSearching}
            />
          </Suspense>
        </>
      );
  }
}

export function TextOnItsWay(): ReactNode {
  return (
    <div className="p-4">
      <SkeletonLines lines={8} label="Reading the file" />
    </div>
  );
}

function Picture({ image, label, sizeBytes }: { image: Blob; label: string; sizeBytes: number }): ReactNode {
  const [address, setAddress] = useState<string | null>(null);
  const [size, setSize] = useState('');
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    const made = URL.createObjectURL(image);
    setAddress(made);
    setBroken(false);
    return () => URL.revokeObjectURL(made);
  }, [image]);
  if (broken) {
    return (
      <EmptyState icon="image" title="This picture cannot be shown">
        It is damaged, or of a kind that the browser does not know.
      </EmptyState>
    );
  }
  return (
    <figure className="flex min-h-0 flex-1 flex-col items-center justify-center gap-3 overflow-auto bg-sunken p-4">
      {address !== null && (
        <img
          src={address}
          alt={label}
          onLoad={({ currentTarget }) =>
            setSize(`${currentTarget.naturalWidth} × ${currentTarget.naturalHeight}, `)
          }
          onError={() => setBroken(true)}
          className="max-h-full min-h-0 max-w-full object-contain"
        />
      )}
      <figcaption className="text-xs text-muted">
        {size}
        {sizeText(sizeBytes)}
      </figcaption>
    </figure>
  );
}
