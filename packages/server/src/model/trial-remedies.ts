import type { ErrorCode } from '@capstan/protocol';

/** What to do, for whoever tries out settings: where the table of errors speaks of a conversation or the command line. */
export const TRIAL_REMEDIES: Partial<Record<ErrorCode, string>> = {
  usage: 'Give the base URL of the provider, such as https://host/v1.',
  model_unknown: 'Name the model as provider/model.',
  model_key_missing: 'Give the API key of this provider.',
  model_rate_limited: 'The settings are right: wait a moment before you use them.',
  model_overloaded: 'The provider is overloaded: try again later, or choose another model.',
  model_server_error: 'The provider failed: try again later.',
  model_timeout: 'Try again, or choose another model or base URL.',
  model_out_of_credits: 'Add credit at the provider.',
  model_bad_response: 'Check the base URL: what answers there speaks another protocol.',
};
