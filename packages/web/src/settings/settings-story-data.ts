import type { LocalModelServer } from '../api/models.ts';
import type { ServerConfig } from '../api/options.ts';
import { ApiFailure } from '../api/api-failure.ts';
import { NO_SETTINGS, type Settings } from '../api/settings-patch.ts';

/** What the stories of the settings are answered with. */
export const SET: Settings = {
  ...NO_SETTINGS,
  llm_model: 'anthropic/claude-sonnet-4-5',
  llm_api_key_set: true,
  max_iterations: 120,
  max_budget_per_task: 2.5,
  git_user_name: 'Ada Lovelace',
  git_user_email: 'ada@example.com',
};

export const CONFIG: ServerConfig = {
  APP_MODE: 'oss',
  GITHUB_CLIENT_ID: '',
  POSTHOG_CLIENT_KEY: '',
  FEATURE_FLAGS: { ENABLE_BILLING: false, HIDE_LLM_SETTINGS: false },
  default_model: null,
  multi_user: false,
  local_folders: true,
  interactive_terminal: true,
};

export const OLLAMA: LocalModelServer = {
  kind: 'ollama',
  base_url: 'http://127.0.0.1:11434/v1',
  models: ['qwen3-coder:30b', 'gpt-oss:20b', 'llama3.3:70b', 'devstral:24b', 'gemma3:27b'].map((name) => ({
    id: `ollama/${name}`,
    name,
    context_window: 131_072,
  })),
  error: null,
};

export const BROKEN: LocalModelServer = {
  kind: 'lmstudio',
  base_url: 'http://127.0.0.1:1234/v1',
  models: [],
  error: 'http://127.0.0.1:1234/v1/models answered 500, and no list of models',
};

export const MODELS = ['anthropic/claude-opus-4-5', 'anthropic/claude-sonnet-4-5', 'openai/gpt-5'];

export const UNREACHABLE = new ApiFailure('The server cannot be reached', {
  status: 0,
  code: 'server_unreachable',
  remedy: 'Check that it runs; nothing that was acknowledged is lost.',
});
