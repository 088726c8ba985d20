import { Fragment, type ReactNode } from 'react';
import { oneLine } from '../../screen/index.ts';

/** Where a file is; its folders are buttons. */
export function PathBar({
  path,
  onFolder,
}: {
  path: string;
  /** With its slash. */
  onFolder: (folder: string) => void;
}): ReactNode {
  const parts = path.split('/').filter((part) => part !== '');
  const prefix = path.startsWith('/') ? '/' : '';
  return (
    <nav
      aria-label="Path"
      className="flex min-w-0 flex-1 items-center overflow-x-auto text-sm scrollbar-none"
    >
      {parts.map((part, index) => {
        const name = oneLine(part, 200);
        const folder = `${prefix}${parts.slice(0, index + 1).join('/')}/`;
        return (
          <Fragment key={folder}>
            {index > 0 && (
              <span aria-hidden className="text-faint">
                /
              </span>
            )}
            {index === parts.length - 1 ? (
              <span aria-current="location" className="px-1 font-medium whitespace-nowrap text-strong">
                {name}
              </span>
            ) : (
              <button
                type="button"
                onClick={() => onFolder(folder)}
                className="rounded-sm px-1 whitespace-nowrap text-muted transition-colors hover:bg-hover hover:text-strong"
              >
                {name}
              </button>
            )}
          </Fragment>
        );
      })}
    </nav>
  );
}
