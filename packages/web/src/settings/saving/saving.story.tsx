import { story } from '../../stories/story.ts';
import { UNREACHABLE } from '../settings-story-data.ts';
import { KeyField } from './key-field.tsx';
import { dollars, optionalText } from './parsed.ts';
import { SaveFailure, SaveMark } from './save-mark.tsx';
import { SavedSwitch } from './saved-switch.tsx';
import { SavedText } from './saved-text.tsx';

const stays = (): Promise<void> => Promise.resolve();
const fails = (): Promise<never> => Promise.reject(UNREACHABLE);
const forever = (): Promise<never> => new Promise(() => undefined);
const nothing = (): void => undefined;
const FAILED = { kind: 'failed', failure: UNREACHABLE, again: nothing } as const;

export const saveMark = story('Settings: saved or not', {
  saving: () => <SaveMark state={{ kind: 'saving' }} />,
  saved: () => <SaveMark state={{ kind: 'saved' }} />,
  failed: () => <SaveFailure state={FAILED} />,
});

export const savedFields = story('Settings: fields', {
  text: () => (
    <SavedText label="Name" help="Write, and leave." stored="Ada" parse={optionalText} save={stays} />
  ),
  'slow to save': () => (
    <SavedText label="Name" help="Write, and leave." stored="Ada" parse={optionalText} save={forever} />
  ),
  'fails to save': () => (
    <SavedText
      label="Budget"
      help="Write, and leave."
      unit="US dollars"
      short
      stored="5"
      parse={dollars}
      save={fails}
    />
  ),
  switch: () => <SavedSwitch label="Less motion" help="Nothing slides." checked save={stays} />,
  'switch that fails': () => <SavedSwitch label="Less motion" help="Nothing slides." checked save={fails} />,
});

export const keyField = story('Settings: key', {
  'not set': () => (
    <KeyField label="API key" help="Never shown again." isSet={false} save={stays} loss="Gone." />
  ),
  set: () => <KeyField label="API key" help="Never shown again." isSet save={stays} loss="Gone." />,
  'fails to save': () => (
    <KeyField label="API key" help="Never shown again." isSet={false} save={fails} loss="Gone." />
  ),
});
