import type { ReactNode } from 'react';

/** A component in all its states, for the page that is only there in development. */
export interface Story {
  name: string;
  /** By what the state is called. */
  states: Readonly<Record<string, () => ReactNode>>;
  /** `wide`: a state to a line; default as many as fit. */
  layout: 'wide' | 'narrow';
}

/**
 * To be exported, as many as are wanted, from a `*.story.tsx` beside the component:
 * `export const button = story('Button', { primary: () => <Button kind="primary">Send</Button> })`.
 */
export function story(
  name: string,
  states: Story['states'],
  { layout = 'narrow' }: { layout?: Story['layout'] } = {},
): Story {
  return { name, states, layout };
}

export function isStory(value: unknown): value is Story {
  return typeof value === 'object' && value !== null && 'states' in value && 'name' in value;
}
