import { memo, Suspense, type ReactNode } from 'react';
import { lazyPart } from '../../app/lazy-part.ts';
import { classNames } from '../../design/class-names.ts';
import { visibleText } from '../../screen/index.ts';

const loadBody = () => import('./markdown-body.tsx');
const MarkdownBody = lazyPart(async () => (await loadBody()).MarkdownBody);

/** Begins to load what shows markdown, so that it is there with the first words. */
export const preloadMarkdown = (): void => void loadBody();

export interface MarkdownProps {
  text: string;
  /** Whether more of it is to come: what is begun is shown as if it was whole. */
  streaming?: boolean;
  className?: string;
}

/** Of words without any of these, markdown makes a paragraph, and so do we. */
const MARKED = /[*_`~#|<>[\]\\&$]|^\s*(?:[-+]|\d+[.)])\s|^\s{4}|^\s*[-=]{2,}\s*$|https?:|www\.|@/m;

/** Words of a model. Its markdown is shown; markup, pictures from elsewhere and addresses of other kinds are text. */
export const Markdown = memo(function Markdown({
  text,
  streaming = false,
  className,
}: MarkdownProps): ReactNode {
  const shown = visibleText(text);
  const classes = classNames('text-base text-body [overflow-wrap:anywhere]', className);
  if (!MARKED.test(shown)) return <Paragraphs text={shown} className={classes} />;
  return (
    <Suspense fallback={<Paragraphs text={shown} className={classes} />}>
      <MarkdownBody text={shown} streaming={streaming} className={classes} />
    </Suspense>
  );
});

function Paragraphs({ text, className }: { text: string; className: string }): ReactNode {
  return (
    <div className={classNames(className, 'flex flex-col gap-2.5')}>
      {text
        .trim()
        .split(/\n\s*\n/)
        .map((paragraph, index) => (
          <p key={index}>{paragraph}</p>
        ))}
    </div>
  );
}
