import { useState, type ReactNode } from 'react';
import { useTestModel, type ModelTest } from '../../api/models.ts';
import { useServerConfig } from '../../api/options.ts';
import { useSettings } from '../../api/settings.ts';
import { NO_SETTINGS } from '../../api/settings-patch.ts';
import { Button } from '../../design/button.tsx';
import { Disclosure } from '../../design/disclosure.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { SkeletonLines } from '../../design/skeleton.tsx';
import { KeyField } from '../saving/key-field.tsx';
import { httpAddress } from '../saving/parsed.ts';
import { SavedText } from '../saving/saved-text.tsx';
import { useSaveSettings } from '../saving/use-save-settings.ts';
import { KeyNote } from './key-note.tsx';
import { LocalServers } from './local-servers.tsx';
import { ModelField } from './model-field.tsx';
import { isLocal } from './model-options.ts';
import { ModelTestPart } from './model-test.tsx';
import { SetByOperator } from './set-by-operator.tsx';

export interface ModelSetupProps {
  /** With it there is a button to go on, which tries the model first. Everything is saved by then. */
  onDone?: () => void;
}

/** Chooses the model that works, with its key and address, and tries it. What is set is saved as one goes. */
export function ModelSetup({ onDone }: ModelSetupProps): ReactNode {
  const { data, error, isPending, refetch } = useSettings();
  const { data: config } = useServerConfig();
  const [typedKey, setTypedKey] = useState('');
  const test = useTestModel();
  const [testedAs, setTestedAs] = useState('');
  const saveKey = useSaveSettings('API key changed');
  const saveUrl = useSaveSettings('Address changed');
  if (isPending) return <SkeletonLines lines={6} />;
  if (error !== null && data === undefined) {
    return (
      <ErrorNote
        title="The settings could not be read"
        failure={error}
        action={<Button onClick={() => void refetch()}>Try again</Button>}
      />
    );
  }
  const settings = data ?? NO_SETTINGS;
  const fallback = config?.default_model ?? null;
  if (config?.FEATURE_FLAGS.HIDE_LLM_SETTINGS === true) {
    return <SetByOperator model={fallback} {...(onDone === undefined ? {} : { onDone })} />;
  }
  const model = settings.llm_model ?? '';
  const tried = model || fallback;
  // With what is shown, whether or not it has reached the server yet.
  const asked: ModelTest | null =
    tried === null
      ? null
      : {
          model: tried,
          base_url: settings.llm_base_url,
          ...(typedKey === '' ? {} : { api_key: typedKey }),
        };
  // What came of a test says nothing about other settings.
  const now = JSON.stringify([tried, settings.llm_base_url]);
  const runTest = (onSuccess?: () => void): void => {
    if (asked === null) return;
    setTestedAs(now);
    test.mutate(asked, { onSuccess: ({ ok }) => ok && onSuccess?.() });
  };
  const outcome = { isPending: test.isPending, data: undefined, error: null };
  const known = testedAs === now ? test : outcome;
  const failed = known.error !== null || known.data?.ok === false;
  return (
    <div className="flex flex-col gap-5">
      <LocalServers settings={settings} />
      <ModelField settings={settings} fallback={fallback} />
      <div className="flex flex-col gap-1.5">
        <KeyField
          label="API key"
          help={
            isLocal(model)
              ? 'Models of this machine need none.'
              : 'From the account at the provider. It is stored encrypted and never shown again.'
          }
          isSet={settings.llm_api_key_set}
          save={(key) => {
            if (key === null) setTestedAs('');
            return saveKey({ llm_api_key: key });
          }}
          loss="Conversations cannot reach the model without it, unless the server has a key of its own. It cannot be brought back."
          onType={(typed) => {
            setTypedKey(typed);
            if (typed !== '') setTestedAs('');
          }}
        />
        <KeyNote model={model} isSet={settings.llm_api_key_set} />
      </div>
      <Disclosure
        key={settings.llm_base_url === null ? 'usual' : 'own'}
        summary="Another address"
        initiallyOpen={settings.llm_base_url !== null}
      >
        <div className="pt-2">
          <SavedText
            label="Base URL"
            help="Where the API is, for a proxy or a server of your own. Left empty, it is the provider's."
            code
            inputMode="url"
            placeholder="https://llm.example/v1"
            stored={settings.llm_base_url ?? ''}
            parse={httpAddress}
            save={(url) => saveUrl({ llm_base_url: url })}
          />
        </div>
      </Disclosure>
      <ModelTestPart test={known} canTest={asked !== null} onTest={() => runTest()} />
      {onDone !== undefined && (
        <div className="flex items-center gap-2 border-t border-hairline pt-4">
          <Button
            kind="primary"
            busy={test.isPending}
            disabled={asked === null}
            onClick={() => runTest(onDone)}
          >
            Test and continue
          </Button>
          {failed && <Button onClick={onDone}>Continue anyway</Button>}
        </div>
      )}
    </div>
  );
}
