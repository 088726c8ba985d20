import type { ITheme } from '@xterm/xterm';

/**
 * What each colour of a terminal is among the tokens of the page. Black and white are the ends of the page's own scale, so
 * that both can be read in both themes; what a program puts on a ground of its own is corrected by xterm.
 */
const TOKENS = {
  background: '--surface',
  foreground: '--text',
  cursor: '--accent',
  cursorAccent: '--surface',
  selectionBackground: '--selected',
  selectionInactiveBackground: '--selected',
  scrollbarSliderBackground: '--hairline',
  scrollbarSliderHoverBackground: '--hairline-strong',
  scrollbarSliderActiveBackground: '--hairline-strong',
  black: '--text-faint',
  red: '--red-text',
  green: '--green-text',
  yellow: '--amber-text',
  blue: '--blue-text',
  magenta: '--violet-text',
  cyan: '--accent-text',
  white: '--text-muted',
  brightBlack: '--text-faint',
  brightRed: '--red-text',
  brightGreen: '--green-text',
  brightYellow: '--amber-text',
  brightBlue: '--blue-text',
  brightMagenta: '--violet-text',
  brightCyan: '--accent-text',
  brightWhite: '--text-strong',
} as const satisfies ITheme;

/** The colours as they are now where this element stands. */
export function terminalColours(at: Element): ITheme {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const probe = at.appendChild(document.createElement('span'));
  probe.style.transition = 'none';
  try {
    return Object.fromEntries(
      Object.entries(TOKENS).map(([name, token]) => {
        probe.style.color = `var(${token})`;
        return [name, context === null ? '#888888' : hexOf(context, getComputedStyle(probe).color)];
      }),
    );
  } finally {
    probe.remove();
  }
}

/** xterm knows no colour of newer kinds, so it is looked at what one comes to. */
function hexOf(context: OffscreenCanvasRenderingContext2D, colour: string): string {
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const { data } = context.getImageData(0, 0, 1, 1);
  return `#${[...data].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** Calls this whenever the theme of the page may be another one. Returns the way to end it. */
export function onThemeChange(call: () => void): () => void {
  const observer = new MutationObserver(call);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', call);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', call);
  };
}
