import type { ReactNode } from 'react';
import { ICONS, type IconName } from './icons.ts';

export interface IconProps {
  name: IconName;
  /** In pixels; default 16. */
  size?: number;
  className?: string;
}

/** A picture beside words, which say the same: it is hidden from assistive technology. */
export function Icon({ name, size = 16, className }: IconProps): ReactNode {
  const Picture = ICONS[name];
  return <Picture aria-hidden size={size} strokeWidth={size >= 20 ? 1.5 : 1.75} className={className} />;
}
