import { ApiFailure } from '../../api/api-failure.ts';
import { KEYS } from '../../api/keys.ts';
import { Answered } from '../../stories/answered.tsx';
import { story } from '../../stories/story.ts';
import { SET } from '../settings-story-data.ts';
import { GitSection } from './git-section.tsx';

const CONNECTED = { ...SET, provider_tokens_set: { github: null, gitlab: 'git.example' } };
const USER = {
  id: '1',
  login: 'ada',
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  company: null,
  avatar_url: '',
};
const REFUSED = new ApiFailure('Need valid provider token', {
  status: 401,
  code: 'git_provider_authentication',
  remedy: 'Make a token at the provider and connect again.',
});

export const git = story('Settings: git providers', {
  none: () => (
    <Answered answers={[[KEYS.settings, SET]]}>
      <GitSection />
    </Answered>
  ),
  connected: () => (
    <Answered
      answers={[
        [KEYS.settings, CONNECTED],
        [KEYS.gitUser, USER],
      ]}
    >
      <GitSection />
    </Answered>
  ),
  refused: () => (
    <Answered answers={[[KEYS.settings, CONNECTED]]} failures={[[KEYS.gitUser, REFUSED]]}>
      <GitSection />
    </Answered>
  ),
  loading: () => (
    <Answered>
      <GitSection />
    </Answered>
  ),
});
