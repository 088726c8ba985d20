/** Builds once, on first use: the schemas of all kinds together cost more than a short command may. */
export function lazy<T>(build: () => T): () => T {
  let built: { value: T } | undefined;
  return () => (built ??= { value: build() }).value;
}
