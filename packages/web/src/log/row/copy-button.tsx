import { useEffect, useState, type ReactNode } from 'react';
import { showToast } from '../../app/toasts/toasts.ts';
import { classNames } from '../../design/class-names.ts';
import { Icon } from '../../design/icon.tsx';

const SHOWN_MS = 1_500;

/** Copies a text as it is. */
export function CopyButton({
  text,
  label = 'Copy',
  className,
}: {
  text: string;
  label?: string;
  className?: string;
}): ReactNode {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      showToast({
        tone: 'warning',
        title: 'Not copied',
        detail: 'This browser allows it on secure pages only. Select the text and copy it by keyboard.',
      });
    }
  };
  return (
    // A tooltip of the browser: logs have too many of these for our own.
    <button
      type="button"
      aria-label={copied ? 'Copied' : label}
      title={label}
      onClick={() => void copy()}
      className={classNames(
        'inline-flex size-6 shrink-0 items-center justify-center rounded-md text-muted transition-colors hover:bg-hover hover:text-strong',
        className,
      )}
    >
      <Icon name={copied ? 'approve' : 'copy'} size={14} />
    </button>
  );
}
