import type { CSSProperties } from 'react';
import { classNames } from '../class-names.ts';
import type { AnsiColor, AnsiStyle } from './ansi-style.ts';

/** The sixteen, by number; the light ones are as the others, since both have to be read on both grounds. */
const TEXT = [
  'text-faint',
  'text-red-text',
  'text-green-text',
  'text-amber-text',
  'text-blue-text',
  'text-violet-text',
  'text-accent-text',
  'text-body',
] as const;
const GROUND = [
  'bg-pressed',
  'bg-red-soft',
  'bg-green-soft',
  'bg-amber-soft',
  'bg-blue-soft',
  'bg-violet-soft',
  'bg-accent-soft',
  'bg-hover',
] as const;

export interface AnsiLook {
  className: string | undefined;
  style: CSSProperties | undefined;
}

/** A style in the colours of the page. Colours that a program mixes keep their hue, and are as light as the theme can bear. */
export function ansiLook(style: AnsiStyle): AnsiLook {
  const { bold, dim, italic, underline, strike, inverse = false } = style;
  const color = inverse ? undefined : style.color;
  const background = inverse ? (style.color ?? 7) : style.background;
  const className = classNames(
    typeof color === 'number' && TEXT[color % 8],
    typeof background === 'number' && GROUND[background % 8],
    inverse && typeof style.color === 'number' && TEXT[style.color % 8],
    bold === true && 'font-semibold',
    dim === true && color === undefined && 'text-muted',
    italic === true && 'italic',
    underline === true && strike !== true && 'underline',
    strike === true && 'line-through',
  );
  return { className: className === '' ? undefined : className, style: mixed(color, background) };
}

function mixed(color: AnsiColor | undefined, background: AnsiColor | undefined): CSSProperties | undefined {
  const styles: CSSProperties = {};
  if (color !== undefined && typeof color !== 'number') {
    const from = `from rgb(${color.join(' ')})`;
    styles.color = `light-dark(oklch(${from} min(l, 0.47) c h), oklch(${from} max(l, 0.8) min(c, 0.12) h))`;
  }
  if (background !== undefined && typeof background !== 'number') {
    const from = `from rgb(${background.join(' ')})`;
    styles.backgroundColor = `light-dark(oklch(${from} 0.95 min(c, 0.03) h), oklch(${from} 0.3 min(c, 0.05) h))`;
  }
  return Object.keys(styles).length === 0 ? undefined : styles;
}
