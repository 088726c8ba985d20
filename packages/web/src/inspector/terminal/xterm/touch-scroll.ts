/**
 * Scrolls by a finger, which xterm does not. `scroll` is given lines, downwards; `lineHeight` is in pixels. The element needs
 * `touch-action: none`. Ends with the element.
 */
export function scrollByTouch(
  element: HTMLElement,
  lineHeight: () => number,
  scroll: (lines: number) => void,
): void {
  let at: number | undefined;
  let rest = 0;
  element.addEventListener('pointerdown', ({ pointerType, clientY }) => {
    at = pointerType === 'touch' ? clientY : undefined;
    rest = 0;
  });
  element.addEventListener('pointermove', ({ clientY }) => {
    if (at === undefined) return;
    rest += (at - clientY) / lineHeight();
    at = clientY;
    const lines = Math.trunc(rest);
    rest -= lines;
    if (lines !== 0) scroll(lines);
  });
  for (const end of ['pointerup', 'pointercancel'] as const) {
    element.addEventListener(end, () => (at = undefined));
  }
}
