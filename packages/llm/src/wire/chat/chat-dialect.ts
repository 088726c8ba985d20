import type { JsonObject, ReasoningEffort } from '@capstan/protocol';

/** How a server's chat completions differ from the ones of OpenAI. */
export interface ChatDialect {
  /** The field that bounds the answer. */
  maxTokensField: 'max_tokens' | 'max_completion_tokens';
  /** Whether `stream_options.include_usage` is understood; some send usage unasked and refuse the field. */
  streamOptions: boolean;
  seedField: 'seed' | 'random_seed';
  /** The word for "some tool must be called". */
  requiredToolChoice: 'required' | 'any';
  /** How earlier reasoning is sent back, if at all. */
  reasoningReplay: 'reasoning_content' | 'reasoning_details' | 'none';
  /** Whether content parts take `cache_control`. */
  cacheMarks: boolean;
  toolCallId: (id: string) => string;
  /** Fields that ask for an amount of reasoning. */
  reasoning: (effort: ReasoningEffort) => JsonObject;
  /** Models that refuse temperature and top_p. */
  rejectsSampling: (modelName: string) => boolean;
  /** Fields of every request. */
  extraBody: JsonObject;
}
