/**
 * Runs something that makes styles, now and not later, so that each has the number by which the policy of the page lets it in.
 * xterm has no option for it, and makes some of its styles with the document of the page whatever it is told.
 */
export function withStyleNonce(nonce: string | undefined, run: () => void): void {
  if (nonce === undefined) return run();
  const createElement = document.createElement.bind(document);
  Object.defineProperty(document, 'createElement', {
    configurable: true,
    value: (name: string, options?: ElementCreationOptions) => {
      const element = createElement(name, options);
      if (element instanceof HTMLStyleElement) element.nonce = nonce;
      return element;
    },
  });
  try {
    run();
  } finally {
    // The document's own is behind it.
    Reflect.deleteProperty(document, 'createElement');
  }
}
