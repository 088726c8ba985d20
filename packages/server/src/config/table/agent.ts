import { setting } from './setting.ts';
import * as kind from './value-kind.ts';

export const agentSettings = {
  llmModel: setting({
    name: 'llm.model',
    kind: kind.orNone(kind.text('provider/model')),
    default: null,
    variables: ['LLM_MODEL'],
    flag: '--model',
    help: 'model of users who have set none',
  }),
  llmApiKey: setting({
    name: 'llm.api_key',
    kind: kind.orNone(kind.text()),
    default: null,
    variables: ['LLM_API_KEY'],
    secret: true,
    help: 'API key of that model',
  }),
  llmBaseUrl: setting({
    name: 'llm.base_url',
    kind: kind.orNone(kind.url),
    default: null,
    variables: ['LLM_BASE_URL'],
    flag: '--base-url',
    help: 'address of that model, when it is not the provider’s own',
  }),
  agentName: setting({
    name: 'core.default_agent',
    kind: kind.text('the name of an agent'),
    default: 'CodeActAgent',
    variables: ['DEFAULT_AGENT'],
    help: 'agent of users who have set none',
  }),
  maxIterations: setting({
    name: 'core.max_iterations',
    kind: kind.wholeNumber(1),
    default: 500,
    variables: ['MAX_ITERATIONS'],
    flag: '--max-iterations',
    help: 'steps before an agent stops',
  }),
  maxBudgetUsd: setting({
    name: 'core.max_budget_per_task',
    kind: kind.orNone(kind.positive),
    default: null,
    variables: ['MAX_BUDGET_PER_TASK'],
    flag: '--max-budget',
    help: 'cost in US dollars before an agent stops',
  }),
};
