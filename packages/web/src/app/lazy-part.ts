import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

/** A component that is loaded when it is first shown: `lazyPart(async () => (await import('./terminal.tsx')).Terminal)`. */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await load() }));
}
