import { useState, type ReactNode } from 'react';
import { Dialog } from '../../design/dialog.tsx';
import { Icon } from '../../design/icon.tsx';
import { oneLine } from '../../screen/index.ts';
import { linkAddress, pictureAddress } from './safe-address.ts';

/** A picture that is all there or of the page, which a click shows large; of others only the address. */
export function Picture({ address, label }: { address: string; label: string }): ReactNode {
  const [large, setLarge] = useState(false);
  const shown = pictureAddress(address, location.origin);
  if (shown === null) return <OutsideAddress address={address} />;
  return (
    <>
      <button
        type="button"
        aria-label={`${label}, show large`}
        onClick={() => setLarge(true)}
        className="overflow-hidden rounded-md border border-hairline bg-sunken"
      >
        <img
          src={shown}
          alt={label}
          loading="lazy"
          decoding="async"
          className="max-h-72 max-w-full object-contain"
        />
      </button>
      <Dialog
        open={large}
        onOpenChange={setLarge}
        title={label}
        bare
        className="top-[4dvh] max-h-[92dvh] w-auto max-w-[96vw]"
      >
        <img src={shown} alt={label} className="max-h-[92dvh] max-w-[96vw] object-contain" />
      </Dialog>
    </>
  );
}

/** An address that is not followed by itself. */
export function OutsideAddress({ address, children }: { address: string; children?: ReactNode }): ReactNode {
  const link = linkAddress(address);
  const text = children ?? oneLine(address, 120);
  if (link === null) return <span className="text-muted [overflow-wrap:anywhere]">{text}</span>;
  return (
    <a
      href={link}
      target="_blank"
      rel="noopener noreferrer"
      className="inline-flex max-w-full items-center gap-1 text-accent-text underline decoration-hairline-strong underline-offset-2 [overflow-wrap:anywhere] hover:decoration-current"
    >
      {text}
      <Icon name="external" size={12} className="shrink-0" />
    </a>
  );
}
