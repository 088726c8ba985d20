/** For when what had the focus is gone. On touch screens nothing is focused: the keyboard would come up. */
export function focusComposer(): void {
  if (!matchMedia('(pointer: fine)').matches) return;
  document.querySelector<HTMLElement>('[data-composer]')?.focus({ preventScroll: true });
}
