import { useMemo, type ReactNode } from 'react';
import { parseMarkdownIntoBlocks, Streamdown } from 'streamdown';
import { growingBlocks } from './growing-blocks.ts';
import { inParts } from './long-lists.ts';
import { MARKDOWN_PARTS } from './markdown-parts.tsx';
import { linkAddress } from '../text/safe-address.ts';

/** No plugin reads markup: what looks like it is text by then, also in the places where markdown allows it. */
const NONE: [] = [];
const NO_LINK_DIALOG = { enabled: false };

export function MarkdownBody({
  text,
  streaming,
  className,
}: {
  text: string;
  streaming: boolean;
  className: string;
}): ReactNode {
  const split = useMemo(() => growingBlocks((part) => parseMarkdownIntoBlocks(part).flatMap(inParts)), []);
  return (
    <Streamdown
      mode={streaming ? 'streaming' : 'static'}
      parseIncompleteMarkdown={streaming}
      parseMarkdownIntoBlocksFn={split}
      rehypePlugins={NONE}
      components={MARKDOWN_PARTS}
      urlTransform={(url) => linkAddress(url)}
      linkSafety={NO_LINK_DIALOG}
      controls={false}
      className={className}
    >
      {text}
    </Streamdown>
  );
}
