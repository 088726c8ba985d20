import { useEffect, useState, type ReactNode } from 'react';
import { Button } from '../../design/button.tsx';
import { Toast } from '../../design/toast.tsx';
import { useToasts, type ShownToast } from './toasts.ts';

/** Where toasts appear. They wait while the pointer or the focus is on them. */
export function ToastRegion(): ReactNode {
  const shown = useToasts((state) => state.shown);
  const [held, setHeld] = useState(false);
  // What is closed takes pointer and focus with it, and nobody tells that they have left.
  const [count, setCount] = useState(shown.length);
  if (count !== shown.length) {
    setCount(shown.length);
    if (shown.length < count) setHeld(false);
  }
  return (
    <section
      aria-label="Messages"
      aria-live="polite"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-none fixed right-3 bottom-3 left-3 z-50 ml-auto flex max-w-96 flex-col items-stretch gap-2 *:pointer-events-auto"
    >
      {shown.map((toast) => (
        <TimedToast key={toast.id} toast={toast} held={held} />
      ))}
    </section>
  );
}

function TimedToast({ toast, held }: { toast: ShownToast; held: boolean }): ReactNode {
  const close = useToasts((state) => state.close);
  const { id, tone, title, detail, action, milliseconds } = toast;
  useEffect(() => {
    if (held || milliseconds === null) return undefined;
    const timer = setTimeout(() => close(id), milliseconds);
    return () => clearTimeout(timer);
  }, [held, milliseconds, close, id]);
  return (
    <Toast
      tone={tone}
      title={title}
      detail={detail}
      onClose={() => close(id)}
      action={
        action !== undefined && (
          <Button
            size="small"
            onClick={() => {
              close(id);
              action.run();
            }}
          >
            {action.label}
          </Button>
        )
      }
    />
  );
}
