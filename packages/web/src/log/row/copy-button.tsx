import { useEffect, useState, type ReactNode } from 'react';
import { showToast } from '../../app/toasts/toasts.ts';
import { IconButton } from '../../design/icon-button.tsx';

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
    <IconButton
      icon={copied ? 'approve' : 'copy'}
      label={copied ? 'Copied' : label}
      size="small"
      onClick={() => void copy()}
      {...(className === undefined ? {} : { className })}
    />
  );
}
