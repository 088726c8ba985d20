/** Linear light of sRGB, each part from 0 to 1, and how opaque it is. */
export interface Colour {
  red: number;
  green: number;
  blue: number;
  alpha: number;
}

const OKLCH = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?\)$/;

/** Reads `oklch(0.5 0.1 210 / 0.2)`; parts outside of sRGB are cut off, as screens do. CSS Color 4, section 9. */
export function parseOklch(text: string): Colour {
  const [, lightness, chroma, hue, alpha = '1'] = OKLCH.exec(text) ?? [];
  if (lightness === undefined) throw new Error(`not a colour: ${text}`);
  const angle = (Number(hue) * Math.PI) / 180;
  const a = Number(chroma) * Math.cos(angle);
  const b = Number(chroma) * Math.sin(angle);
  const long = (Number(lightness) + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (Number(lightness) - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (Number(lightness) - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const cut = (part: number): number => Math.min(1, Math.max(0, part));
  return {
    red: cut(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    green: cut(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    blue: cut(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
    alpha: Number(alpha),
  };
}

/** What is seen where one lies on an opaque other. Browsers mix the encoded values, not the light. */
export function over(front: Colour, ground: Colour): Colour {
  const mix = (name: 'red' | 'green' | 'blue'): number =>
    decoded(encoded(front[name]) * front.alpha + encoded(ground[name]) * (1 - front.alpha));
  return { red: mix('red'), green: mix('green'), blue: mix('blue'), alpha: 1 };
}

/** From 1 to 21, as WCAG 2.2 has it. */
export function contrast(one: Colour, other: Colour): number {
  const [bright = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (bright + 0.05) / (dark + 0.05);
}

const luminance = ({ red, green, blue }: Colour): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

const encoded = (light: number): number =>
  light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;

const decoded = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
