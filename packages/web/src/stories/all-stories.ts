import { isStory, type Story } from './story.ts';

/** Stories of the whole client, by name. Each file that is called `*.story.tsx` has some. */
export async function allStories(): Promise<Story[]> {
  const files = import.meta.glob<Record<string, unknown>>('../**/*.story.tsx');
  const modules = await Promise.all(Object.values(files).map((load) => load()));
  return modules
    .flatMap((module) => Object.values(module))
    .filter(isStory)
    .toSorted((a, b) => a.name.localeCompare(b.name));
}
