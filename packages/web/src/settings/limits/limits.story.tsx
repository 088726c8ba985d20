import { KEYS } from '../../api/keys.ts';
import { NO_SETTINGS } from '../../api/settings-patch.ts';
import { Answered } from '../../stories/answered.tsx';
import { story } from '../../stories/story.ts';
import { SET, UNREACHABLE } from '../settings-story-data.ts';
import { LimitsSection } from './limits-section.tsx';

export const limits = story('Settings: limits', {
  'of the server': () => (
    <Answered answers={[[KEYS.settings, NO_SETTINGS]]}>
      <LimitsSection />
    </Answered>
  ),
  own: () => (
    <Answered answers={[[KEYS.settings, SET]]}>
      <LimitsSection />
    </Answered>
  ),
  loading: () => (
    <Answered>
      <LimitsSection />
    </Answered>
  ),
  failed: () => (
    <Answered failures={[[KEYS.settings, UNREACHABLE]]}>
      <LimitsSection />
    </Answered>
  ),
});
