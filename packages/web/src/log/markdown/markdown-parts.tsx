import type { ReactNode } from 'react';
import type { Components } from 'streamdown';
import { OutsideAddress } from '../text/picture.tsx';
import { MarkdownCode } from './markdown-code.tsx';
import { childrenOf, textOf, type PartProps } from './part-props.ts';

type Part = (props: PartProps) => ReactNode;

const TITLE = 'mt-4 mb-1.5 first:mt-0 font-semibold text-strong';
const BETWEEN = 'my-2.5 first:mt-0 last:mb-0';
const CELL = 'border-b border-hairline px-2.5 py-1 align-top';

/** An element that takes nothing over but what is inside. */
const plain =
  (
    Tag:
      | 'h3'
      | 'h4'
      | 'h5'
      | 'h6'
      | 'p'
      | 'em'
      | 'del'
      | 'strong'
      | 'ul'
      | 'li'
      | 'blockquote'
      | 'thead'
      | 'tbody'
      | 'tr'
      | 'th'
      | 'td'
      | 'sup'
      | 'sub'
      | 'section',
    className?: string,
  ): Part =>
  (props) => <Tag className={className}>{childrenOf(props)}</Tag>;

/** How each part of markdown is drawn. Nothing but what stands here reaches the page with attributes of the text. */
export const MARKDOWN_PARTS: Components = {
  h1: plain('h3', `${TITLE} text-lg`),
  h2: plain('h4', `${TITLE} text-base`),
  h3: plain('h5', `${TITLE} text-base`),
  h4: plain('h6', `${TITLE} text-sm`),
  h5: plain('h6', `${TITLE} text-sm`),
  h6: plain('h6', `${TITLE} text-sm`),
  p: plain('p', BETWEEN),
  strong: plain('strong', 'font-semibold text-strong'),
  em: plain('em'),
  del: plain('del'),
  sup: plain('sup'),
  sub: plain('sub'),
  ul: plain('ul', `${BETWEEN} list-disc pl-5 marker:text-faint`),
  li: plain('li', 'my-0.5 pl-0.5 [&>ol]:my-1 [&>p]:my-1 [&>ul]:my-1'),
  blockquote: plain('blockquote', `${BETWEEN} border-l-2 border-hairline-strong pl-3 text-muted`),
  section: plain('section', 'mt-3 border-t border-hairline pt-2 text-sm'),
  thead: plain('thead', 'bg-raised'),
  tbody: plain('tbody'),
  tr: plain('tr'),
  th: plain('th', `${CELL} text-left font-medium whitespace-nowrap text-strong`),
  td: plain('td', CELL),
  a: (props: PartProps) => (
    <OutsideAddress address={textOf(props, 'href')}>{childrenOf(props)}</OutsideAddress>
  ),
  img: (props: PartProps) => (
    <OutsideAddress address={textOf(props, 'src')}>{textOf(props, 'alt') || 'Picture'}</OutsideAddress>
  ),
  ol: (props: PartProps) => {
    const start: unknown = Reflect.get(props, 'start');
    return (
      <ol
        start={typeof start === 'number' ? start : undefined}
        className={`${BETWEEN} list-decimal pl-5 marker:text-faint`}
      >
        {childrenOf(props)}
      </ol>
    );
  },
  input: (props: PartProps) => (
    <input
      type="checkbox"
      checked={Reflect.get(props, 'checked') === true}
      readOnly
      disabled
      aria-label="Done"
      className="mr-1 align-middle"
    />
  ),
  hr: () => <hr className="my-4 border-hairline" />,
  table: (props: PartProps) => (
    <div tabIndex={0} className={`${BETWEEN} overflow-x-auto rounded-md border border-hairline`}>
      <table className="w-full border-collapse text-sm [&_tr:last-child>td]:border-b-0">
        {childrenOf(props)}
      </table>
    </div>
  ),
  inlineCode: (props: PartProps) => (
    <code className="rounded-sm bg-hover px-1 py-px text-[0.9em] text-strong">{childrenOf(props)}</code>
  ),
  // Blocks only: the library tells them by what it gives to what is in a `pre`.
  code: (props: PartProps) => (
    <MarkdownCode
      text={textOf(props, 'children')}
      language={/language-([^\s]+)/.exec(textOf(props, 'className'))?.[1] ?? ''}
    />
  ),
};
