import { KEYS } from '../../api/keys.ts';
import { Answered } from '../../stories/answered.tsx';
import { story } from '../../stories/story.ts';
import { SET, UNREACHABLE } from '../settings-story-data.ts';
import { SkillList } from './skill-list.tsx';
import { SkillsSection } from './skills-section.tsx';

const REPOSITORY = 'acme/shop';
const SKILLS = ['repo', 'releases'].map((name) => ({
  name,
  path: `.openhands/microagents/${name}.md`,
  created_at: '2025-01-01T00:00:00Z',
}));
const CONTENT = {
  content: 'Releases are tagged.\n\n<script>alert(1)</script>\nAsk before you push a tag.',
  path: '.openhands/microagents/releases.md',
  triggers: ['release', 'changelog'],
  git_provider: 'github',
};

export const skills = story('Settings: skills', {
  'no provider': () => (
    <Answered answers={[[KEYS.settings, SET]]}>
      <SkillsSection />
    </Answered>
  ),
  'to choose': () => (
    <Answered
      answers={[
        [KEYS.settings, { ...SET, provider_tokens_set: { github: null } }],
        [KEYS.repositories(''), []],
      ]}
    >
      <SkillsSection />
    </Answered>
  ),
});

export const skillList = story('Settings: notes of a repository', {
  some: () => (
    <Answered
      answers={[
        [KEYS.skills(REPOSITORY), SKILLS],
        [KEYS.skill(REPOSITORY, CONTENT.path), CONTENT],
      ]}
    >
      <SkillList repository={REPOSITORY} />
    </Answered>
  ),
  none: () => (
    <Answered answers={[[KEYS.skills(REPOSITORY), []]]}>
      <SkillList repository={REPOSITORY} />
    </Answered>
  ),
  failed: () => (
    <Answered failures={[[KEYS.skills(REPOSITORY), UNREACHABLE]]}>
      <SkillList repository={REPOSITORY} />
    </Answered>
  ),
});
