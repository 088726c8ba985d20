import type { Terminal } from '@xterm/xterm';

/** Where xterm keeps what draws a row; it has no public name, nor has another way to let a page with a policy draw colours. */
const ROW_FACTORY = ['_core', '_renderService', '_renderer', 'value', '_rowFactory'];

/**
 * Colours that programs mix, and those that are corrected for contrast, xterm sets by the attribute `style`, which the policy
 * of the page refuses. Set as a style of the element, they are let in. To be called when the terminal is open.
 */
export function drawStylesByScript(terminal: Terminal): void {
  const factory = ROW_FACTORY.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined),
    terminal,
  );
  if (typeof factory !== 'object' || factory === null || !('_addStyle' in factory)) {
    throw new Error('This version of xterm draws rows in another way.');
  }
  Object.assign(factory, {
    _addStyle: (element: HTMLElement, style: string) => {
      element.style.cssText += `${style};`;
    },
  });
}
