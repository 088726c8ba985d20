import { KEYS } from '../../api/keys.ts';
import { Answered } from '../../stories/answered.tsx';
import { story } from '../../stories/story.ts';
import { UNREACHABLE } from '../settings-story-data.ts';
import { SecretsSection } from './secrets-section.tsx';

const SECRETS = [
  { name: 'NPM_TOKEN', description: 'Publishes packages' },
  { name: 'A_NAME_THAT_IS_AS_LONG_AS_NAMES_OF_VARIABLES_OF_LARGE_COMPANIES_GET', description: '' },
  { name: 'DATABASE_URL', description: 'The copy for tests, which may be emptied at any time. '.repeat(3) },
];

export const secrets = story('Settings: secrets', {
  none: () => (
    <Answered answers={[[KEYS.secrets, []]]}>
      <SecretsSection />
    </Answered>
  ),
  some: () => (
    <Answered answers={[[KEYS.secrets, SECRETS]]}>
      <SecretsSection />
    </Answered>
  ),
  loading: () => (
    <Answered>
      <SecretsSection />
    </Answered>
  ),
  failed: () => (
    <Answered failures={[[KEYS.secrets, UNREACHABLE]]}>
      <SecretsSection />
    </Answered>
  ),
});
