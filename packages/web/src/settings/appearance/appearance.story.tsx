import { story } from '../../stories/story.ts';
import { AppearanceSection } from './appearance-section.tsx';

export const appearance = story('Settings: appearance', { live: () => <AppearanceSection /> });
