import type { RuntimeStatus } from '../state/runtime-status.ts';

/** What the caller should do about an error. */
export type Consequence =
  /** Try again after a wait; the work is not lost. */
  | 'retry'
  /** The agent goes on: the model reads the error and acts on it. */
  | 'tell-agent'
  /** The view must be shortened before the next try. */
  | 'condense'
  /** Stop and tell the person; resuming is possible once the cause is mended. */
  | 'stop'
  /** Somebody asked for the end; nothing went wrong. */
  | 'cancelled';

export interface ErrorEntry {
  /** HTTP status when a route fails with it. */
  http: number;
  /** Exit code of the command line, see `exit-code.ts`. */
  exit: number;
  consequence: Consequence;
  /** What clients of the wire protocol see as status. */
  status: RuntimeStatus;
  /** What a person can do about it, one sentence. */
  remedy: string;
}

const entry = (
  http: number,
  exit: number,
  consequence: Consequence,
  status: RuntimeStatus,
  remedy: string,
): ErrorEntry => ({ http, exit, consequence, status, remedy });

const UNAVAILABLE = 'STATUS$ERROR_LLM_SERVICE_UNAVAILABLE';

/** Every error of Capstan, with what follows from it. The one table for HTTP, exit codes and remedies. */
export const ERRORS = {
  cancelled: entry(499, 130, 'cancelled', 'STATUS$STOPPED', 'Resume the conversation to go on.'),
  usage: entry(400, 2, 'stop', 'STATUS$ERROR', 'See --help.'),
  internal: entry(500, 1, 'stop', 'STATUS$ERROR', 'Resume the conversation; if it happens again, report it.'),

  model_unknown: entry(
    400,
    2,
    'stop',
    'STATUS$ERROR',
    'Name a model as provider/model; `capstan doctor` lists the providers.',
  ),
  model_key_missing: entry(
    400,
    2,
    'stop',
    'STATUS$ERROR_LLM_AUTHENTICATION',
    'Set the API key in the environment variable named above, or pass --api-key-env.',
  ),
  model_authentication: entry(
    401,
    1,
    'stop',
    'STATUS$ERROR_LLM_AUTHENTICATION',
    'Check the API key and that it may use this model.',
  ),
  model_not_found: entry(404, 1, 'stop', 'STATUS$ERROR', 'Check the name of the model and the base URL.'),
  model_rate_limited: entry(
    429,
    1,
    'retry',
    'CHAT_INTERFACE$AGENT_RATE_LIMITED_STOPPED_MESSAGE',
    'Wait and resume, or raise the limit at the provider.',
  ),
  model_overloaded: entry(
    503,
    1,
    'retry',
    UNAVAILABLE,
    'The provider is overloaded: resume later or choose another model.',
  ),
  model_unreachable: entry(502, 1, 'retry', UNAVAILABLE, 'Check the base URL and the network.'),
  model_timeout: entry(504, 1, 'retry', UNAVAILABLE, 'Resume, or raise the model timeout.'),
  model_server_error: entry(
    502,
    1,
    'retry',
    'STATUS$ERROR_LLM_INTERNAL_SERVER_ERROR',
    'The provider failed: resume later.',
  ),
  model_out_of_credits: entry(
    402,
    1,
    'stop',
    'STATUS$ERROR_LLM_OUT_OF_CREDITS',
    'Add credit at the provider, then resume.',
  ),
  model_content_policy: entry(
    400,
    1,
    'stop',
    'STATUS$ERROR_LLM_CONTENT_POLICY_VIOLATION',
    'Rephrase the task: the provider refused it.',
  ),
  model_context_overflow: entry(
    400,
    1,
    'condense',
    'STATUS$ERROR',
    'The history does not fit into the model: choose one with a larger window.',
  ),
  model_bad_request: entry(
    400,
    1,
    'stop',
    'STATUS$ERROR',
    'The provider refused the request: check the model settings.',
  ),
  model_bad_response: entry(
    502,
    1,
    'retry',
    'STATUS$ERROR_LLM_INTERNAL_SERVER_ERROR',
    'The provider answered what its protocol does not allow: resume, or check the base URL.',
  ),

  tool_unknown: entry(400, 1, 'tell-agent', 'STATUS$ERROR', 'Call one of the tools that are offered.'),
  tool_arguments_invalid: entry(
    400,
    1,
    'tell-agent',
    'STATUS$ERROR',
    'Call the tool again with arguments that fit its schema.',
  ),

  limit_iterations: entry(
    409,
    5,
    'stop',
    'STATUS$ERROR',
    'Resume to grant more steps, or raise --max-iterations.',
  ),
  limit_budget: entry(409, 5, 'stop', 'STATUS$ERROR', 'Resume to grant more budget, or raise --max-budget.'),
  limit_price_unknown: entry(
    409,
    5,
    'stop',
    'STATUS$ERROR',
    'Start without --max-budget, or with a model whose price is known.',
  ),

  sandbox_unavailable: entry(
    503,
    1,
    'stop',
    'STATUS$ERROR',
    'Run `capstan doctor`, or choose --runtime cli to run without a sandbox.',
  ),
  runtime_disconnected: entry(
    503,
    1,
    'stop',
    'STATUS$ERROR_RUNTIME_DISCONNECTED',
    'Resume the conversation: a new executor is started.',
  ),
  runtime_unknown: entry(400, 2, 'stop', 'STATUS$ERROR', 'Choose one of the runtimes that are listed.'),
  workspace_not_found: entry(400, 2, 'stop', 'STATUS$ERROR', 'Create the folder, or name another workspace.'),
  workspace_not_writable: entry(
    400,
    2,
    'stop',
    'STATUS$ERROR',
    'Give yourself write permission, or name another workspace.',
  ),

  storage_corrupt: entry(
    500,
    6,
    'stop',
    'STATUS$ERROR',
    'Move the file away or restore it from a backup; `capstan doctor` shows where it is.',
  ),
  storage_full: entry(
    507,
    6,
    'stop',
    'STATUS$ERROR',
    'Free some space, then resume: everything acknowledged is kept.',
  ),
  storage_failed: entry(
    500,
    6,
    'stop',
    'STATUS$ERROR',
    'Check the folder of CAPSTAN_HOME and its permissions.',
  ),
  conversation_not_found: entry(404, 2, 'stop', 'STATUS$ERROR', 'Check the id.'),
  conversation_busy: entry(
    409,
    2,
    'stop',
    'STATUS$ERROR',
    'Another process runs this conversation: stop it first.',
  ),
  conversation_id_invalid: entry(
    400,
    2,
    'stop',
    'STATUS$ERROR',
    'Use the id that GET /api/conversations lists.',
  ),
  trajectory_invalid: entry(400, 2, 'stop', 'STATUS$ERROR', 'Give a JSON file that holds a list of events.'),
  conversation_not_running: entry(
    409,
    2,
    'stop',
    'STATUS$STOPPED',
    'Start the conversation first: POST /api/conversations/{id}/start.',
  ),
  event_invalid: entry(
    400,
    2,
    'stop',
    'STATUS$ERROR',
    'Send an action such as message or change_agent_state.',
  ),

  file_not_found: entry(
    404,
    1,
    'stop',
    'STATUS$ERROR',
    'Check the path; the list-files route shows what there is.',
  ),
  file_unsuitable: entry(415, 1, 'stop', 'STATUS$ERROR', 'Name a file of the kind that is asked for.'),
  file_too_large: entry(413, 1, 'stop', 'STATUS$ERROR', 'Send less at once, or raise the limit of uploads.'),

  request_invalid: entry(
    422,
    2,
    'stop',
    'STATUS$ERROR',
    'Mend what `detail` names; GET /openapi.json has the schema.',
  ),
  request_too_large: entry(413, 2, 'stop', 'STATUS$ERROR', 'Send less at once.'),
  media_type_unsupported: entry(
    415,
    2,
    'stop',
    'STATUS$ERROR',
    'Send the content type that GET /openapi.json names.',
  ),
  route_not_found: entry(404, 2, 'stop', 'STATUS$ERROR', 'GET /openapi.json lists the routes.'),
  route_removed: entry(410, 2, 'stop', 'STATUS$ERROR', 'GET /openapi.json lists the routes.'),
  method_not_allowed: entry(
    405,
    2,
    'stop',
    'STATUS$ERROR',
    'Use one of the methods that the header Allow names.',
  ),
  host_refused: entry(
    403,
    2,
    'stop',
    'STATUS$ERROR',
    'Add the host to the allowed hosts of the configuration, or set its public URL.',
  ),
  origin_refused: entry(
    403,
    2,
    'stop',
    'STATUS$ERROR',
    'Add the origin to the allowed origins of the configuration, or send the key of this server as a header.',
  ),
  not_ready: entry(503, 2, 'retry', 'STATUS$ERROR', 'Wait a moment, then try again.'),
  unauthorized: entry(
    401,
    2,
    'stop',
    'STATUS$ERROR',
    'Send the key of this server as X-Session-API-Key, or open the link that `capstan serve` prints.',
  ),
  login_failed: entry(
    401,
    2,
    'stop',
    'STATUS$ERROR',
    'Start over: open the link that `capstan serve` prints, or /login where the server has users.',
  ),
  identity_provider_unavailable: entry(
    503,
    2,
    'retry',
    'STATUS$ERROR',
    'Check the issuer in the configuration and that it answers, then try again.',
  ),
  forbidden: entry(403, 2, 'stop', 'STATUS$ERROR', 'Only the owner may do this.'),
  too_many_requests: entry(429, 2, 'retry', 'STATUS$ERROR', 'Wait a second, then try again.'),
  settings_not_found: entry(400, 2, 'stop', 'STATUS$ERROR', 'Store settings first: POST /api/settings.'),
  secret_exists: entry(400, 2, 'stop', 'STATUS$ERROR', 'Choose another name, or update the secret.'),
  secret_not_found: entry(404, 2, 'stop', 'STATUS$ERROR', 'GET /api/secrets lists the names.'),
  git_provider_authentication: entry(
    401,
    1,
    'stop',
    'STATUS$GIT_PROVIDER_AUTHENTICATION_ERROR',
    'Store a valid token of the git provider: POST /api/add-git-providers.',
  ),
  git_provider_failed: entry(
    502,
    1,
    'retry',
    'STATUS$ERROR',
    'The git provider did not answer as it should: try again later.',
  ),
  repository_failed: entry(
    502,
    1,
    'stop',
    'STATUS$ERROR',
    'Check the name of the repository, the branch and the token.',
  ),
  config_invalid: entry(
    400,
    2,
    'stop',
    'STATUS$ERROR',
    '`capstan config` shows where each value comes from.',
  ),
  address_unavailable: entry(
    503,
    2,
    'stop',
    'STATUS$ERROR',
    'Choose another address with --port or --host (port 0 is a free one), or end what listens there.',
  ),

  mcp_unreachable: entry(
    502,
    1,
    'stop',
    'STATUS$ERROR',
    'Check the address or the command of the MCP server, and that it runs.',
  ),
  mcp_authentication: entry(401, 1, 'stop', 'STATUS$ERROR', 'Check the API key of the MCP server.'),
  mcp_failed: entry(
    502,
    1,
    'stop',
    'STATUS$ERROR',
    'What answered is no MCP server of this kind, or fails: check its kind and its own log.',
  ),

  server_unreachable: entry(
    502,
    1,
    'retry',
    'STATUS$ERROR',
    'Check the address of the server and that it runs.',
  ),
  stream_closed: entry(409, 1, 'stop', 'STATUS$STOPPED', 'Open the conversation again.'),
  stream_overloaded: entry(
    503,
    1,
    'retry',
    'STATUS$ERROR',
    'Append more slowly: the storage does not keep up.',
  ),
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;
