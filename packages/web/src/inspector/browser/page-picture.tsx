import { useState, type ReactNode } from 'react';
import { classNames } from '../../design/class-names.ts';

/** A screenshot, as wide as there is room; a click shows it in its own size and back. */
export function PagePicture({ picture, name }: { picture: string; name: string }): ReactNode {
  const [whole, setWhole] = useState(false);
  return (
    <div className="min-h-0 flex-1 overflow-auto bg-sunken p-3">
      <button
        type="button"
        aria-pressed={whole}
        aria-label={whole ? `${name}, fit to the width` : `${name}, show in full size`}
        onClick={() => setWhole(!whole)}
        className={classNames(
          'block rounded-sm border border-hairline',
          whole ? 'w-max cursor-zoom-out' : 'w-full cursor-zoom-in',
        )}
      >
        <img
          src={picture}
          alt={name}
          className={classNames('block rounded-sm', whole ? 'max-w-none' : 'w-full')}
        />
      </button>
    </div>
  );
}
