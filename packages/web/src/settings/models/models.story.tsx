import { KEYS } from '../../api/keys.ts';
import type { LocalModelServer } from '../../api/models.ts';
import type { Settings } from '../../api/settings.ts';
import { Answered } from '../../stories/answered.tsx';
import { story } from '../../stories/story.ts';
import { BROKEN, CONFIG, MODELS, OLLAMA, SET, UNREACHABLE } from '../settings-story-data.ts';
import { AgentField } from './agent-field.tsx';
import { ModelSetup, type ModelSetupProps } from './model-setup.tsx';
import { ModelTestPart } from './model-test.tsx';

interface Case extends ModelSetupProps {
  settings: Settings | null;
  local: LocalModelServer[];
  config?: typeof CONFIG;
}

const setup = ({ settings, local, config = CONFIG, ...props }: Case) => (
  <Answered
    answers={[
      [KEYS.settings, settings],
      [KEYS.localModels, local],
      [KEYS.models, MODELS],
      [KEYS.serverConfig, config],
    ]}
  >
    <div className="w-140 max-w-full">
      <ModelSetup {...props} />
    </div>
  </Answered>
);

const nothing = (): void => undefined;
const hidden = {
  ...CONFIG,
  default_model: 'anthropic/claude-sonnet-4-5',
  FEATURE_FLAGS: { ENABLE_BILLING: false, HIDE_LLM_SETTINGS: true },
};

export const modelSetup = story('Settings: model', {
  'first visit': () => setup({ settings: null, local: [OLLAMA], onDone: nothing }),
  'a model and its key': () => setup({ settings: SET, local: [] }),
  'of this machine': () =>
    setup({
      settings: { ...SET, llm_model: 'ollama/gpt-oss:20b', llm_base_url: OLLAMA.base_url },
      local: [OLLAMA, BROKEN],
    }),
  'a model of the server': () =>
    setup({ settings: null, local: [], config: { ...CONFIG, default_model: 'openai/gpt-5' } }),
  'with other users': () => setup({ settings: SET, local: [], config: { ...CONFIG, multi_user: true } }),
  'set by the operator': () => setup({ settings: null, local: [], config: hidden, onDone: nothing }),
  loading: () => (
    <Answered>
      <div className="w-140 max-w-full">
        <ModelSetup />
      </div>
    </Answered>
  ),
  failed: () => (
    <Answered failures={[[KEYS.settings, UNREACHABLE]]}>
      <div className="w-140 max-w-full">
        <ModelSetup />
      </div>
    </Answered>
  ),
});

const agent = (chosen: string | null, agents: readonly string[]) => (
  <Answered
    answers={[
      [KEYS.settings, { ...SET, agent: chosen }],
      [KEYS.agents, agents],
    ]}
  >
    <AgentField />
  </Answered>
);

export const agentField = story('Settings: agent', {
  'one of several': () => agent(null, ['CodeActAgent', 'ReviewAgent']),
  'not there': () => agent('OldAgent', ['CodeActAgent']),
});

const NONE = { isPending: false, data: undefined, error: null };
const REFUSED = {
  ok: false as const,
  model: 'openai/gpt-5',
  code: 'model_authentication_failed',
  message: 'the provider refuses the key',
  remedy: 'Check the API key.',
};

export const modelTest = story('Settings: test of a model', {
  'not yet': () => <ModelTestPart test={NONE} canTest onTest={nothing} />,
  'no model': () => <ModelTestPart test={NONE} canTest={false} onTest={nothing} />,
  running: () => <ModelTestPart test={{ ...NONE, isPending: true }} canTest onTest={nothing} />,
  answered: () => (
    <ModelTestPart
      test={{ ...NONE, data: { ok: true, model: 'openai/gpt-5', latency_ms: 1_240 } }}
      canTest
      onTest={nothing}
    />
  ),
  refused: () => <ModelTestPart test={{ ...NONE, data: REFUSED }} canTest onTest={nothing} />,
  'not made': () => <ModelTestPart test={{ ...NONE, error: UNREACHABLE }} canTest onTest={nothing} />,
});
