import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, over, parseOklch, type Colour } from '../../test/support/oklch.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const THEMES = ['light', 'dark'] as const;
const TOKEN = /--([\w-]+): light-dark\((oklch\([^)]*\)), (oklch\([^)]*\))\);/g;

const tokens = new Map(
  [...css.matchAll(TOKEN)].map(([, name = '', light = '', dark = '']) => [
    name,
    { light: parseOklch(light), dark: parseOklch(dark) },
  ]),
);

function colour(name: string, theme: (typeof THEMES)[number]): Colour {
  const token = tokens.get(name);
  if (token === undefined) throw new Error(`no token --${name}`);
  return token[theme];
}

const SURFACES = ['canvas', 'surface', 'sunken', 'raised', 'float'];
const VEILS = ['hover', 'pressed', 'selected'];
const HUES = ['accent', 'green', 'amber', 'red', 'blue', 'violet'];
const TEXTS = ['text-strong', 'text', 'text-muted', 'text-faint', ...HUES.map((hue) => `${hue}-text`)];

describe.each(THEMES)('in the %s theme', (theme) => {
  const on = (front: string, ...grounds: string[]): number => {
    const [base = '', ...veils] = grounds;
    const ground = veils.reduce((below, veil) => over(colour(veil, theme), below), colour(base, theme));
    return contrast(over(colour(front, theme), ground), ground);
  };

  const weaker = (least: number, front: string, grounds: readonly string[][]): string[] =>
    grounds.filter((ground) => on(front, ...ground) < least).map((ground) => ground.join(' below '));

  const pointedAt = SURFACES.flatMap((surface) => VEILS.map((veil) => [surface, veil]));

  it.each(TEXTS)('%s can be read on every surface, also when it is pointed at', (text) => {
    expect(weaker(4.5, text, [...SURFACES.map((surface) => [surface]), ...pointedAt])).toEqual([]);
  });

  it.each(HUES)('%s has a ground of its own', (hue) => {
    for (const text of [`${hue}-text`, 'text', 'text-muted']) {
      expect(weaker(4.5, text, [[`${hue}-soft`]])).toEqual([]);
    }
  });

  it.each([
    ['on-accent', 'accent'],
    ['on-accent', 'accent-hover'],
    ['on-red', 'red'],
  ])('%s can be read on %s', (text, ground) => {
    expect(weaker(4.5, text, [[ground]])).toEqual([]);
  });

  it.each([...HUES, 'ring', 'edge'])('%s is seen on every surface', (solid) => {
    expect(
      weaker(
        3,
        solid,
        SURFACES.map((surface) => [surface]),
      ),
    ).toEqual([]);
  });
});
