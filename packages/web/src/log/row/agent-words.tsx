import type { ReactNode } from 'react';
import { Markdown } from '../markdown/markdown.tsx';

/** What the agent said with what it did. */
export function AgentWords({ text, className }: { text: string; className?: string }): ReactNode {
  return <Markdown text={text} {...(className === undefined ? {} : { className })} />;
}
