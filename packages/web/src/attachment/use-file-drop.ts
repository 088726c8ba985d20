import { useEffect, useEffectEvent, useState } from 'react';

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

/** Takes files that are dropped anywhere on the page. Whether some are held over it. */
export function useFileDrop(onFiles: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false);
  const take = useEffectEvent(onFiles);
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    // Parts of the page are left and entered in turn.
    let depth = 0;
    const on = (
      type: 'dragenter' | 'dragover' | 'dragleave' | 'drop',
      run: (event: DragEvent) => void,
    ): void =>
      addEventListener(
        type,
        (event) => {
          // Whoever has a place of its own for files has taken them.
          if (!holdsFiles(event) || event.defaultPrevented) {
            if (type === 'drop') depth = 0;
            setOver(false);
            return;
          }
          event.preventDefault();
          run(event);
        },
        { signal },
      );
    on('dragenter', () => {
      depth += 1;
      setOver(true);
    });
    on('dragover', () => setOver(true));
    on('dragleave', () => {
      depth -= 1;
      if (depth <= 0) setOver(false);
    });
    on('drop', (event) => {
      depth = 0;
      setOver(false);
      take([...(event.dataTransfer?.files ?? [])]);
    });
    return () => ended.abort();
  }, []);
  return over;
}
