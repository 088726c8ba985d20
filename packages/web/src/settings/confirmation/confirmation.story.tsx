import { KEYS } from '../../api/keys.ts';
import { Answered } from '../../stories/answered.tsx';
import { story } from '../../stories/story.ts';
import { SET } from '../settings-story-data.ts';
import { ConfirmationSection } from './confirmation-section.tsx';
import { confirmationPatch, type ConfirmationChoice } from './confirmation-choice.ts';

const chosen = (choice: ConfirmationChoice, analyzers: readonly string[] = ['llm']) => {
  const { confirmation_mode: mode = null, security_analyzer: analyzer = null } = confirmationPatch(choice);
  const settings = { ...SET, confirmation_mode: mode, security_analyzer: analyzer };
  return (
    <Answered
      answers={[
        [KEYS.settings, settings],
        [KEYS.analyzers, analyzers],
      ]}
    >
      <ConfirmationSection />
    </Answered>
  );
};

export const confirmation = story('Settings: confirmation', {
  never: () => chosen('never'),
  risky: () => chosen('risky'),
  always: () => chosen('always'),
  'nobody rates': () => chosen('always', []),
});
