import {
  CapstanError,
  nullObservation,
  toResponseRecord,
  type EventDraft,
  type Model,
  type ModelMessage,
  type ModelResponse,
} from '@capstan/protocol';
import type { CompletionMessage } from '../conversation/start-request.ts';

/** Longer than a short answer of a slow model takes. */
const TIMEOUT_SECONDS = 60;

/** Asks a model something beside the agent. Rejects with a `model_*` code or `cancelled`. */
export async function completeAside(
  model: Model,
  messages: readonly CompletionMessage[],
  { signal, timeoutSeconds = TIMEOUT_SECONDS }: { signal?: AbortSignal; timeoutSeconds?: number } = {},
): Promise<ModelResponse> {
  if (messages.length === 0) throw new CapstanError('request_invalid', 'There is nothing to answer');
  const bound = AbortSignal.timeout(timeoutSeconds * 1000);
  try {
    return await model.complete(
      { messages: messages.map(toMessage), tools: [] },
      { signal: signal === undefined ? bound : AbortSignal.any([bound, signal]) },
    );
  } catch (error) {
    // Nobody asked for the end: the time was over, with all attempts that fit into it.
    if (!bound.aborted || signal?.aborted === true) throw error;
    throw new CapstanError('model_timeout', `The model gave no answer in ${timeoutSeconds} seconds`, {
      cause: error,
    });
  }
}

/** What such an answer leaves in the log, so that the bill adds up: no client shows it, no agent sees it. */
export function sideResponse(response: ModelResponse): EventDraft {
  return { ...nullObservation(), side_response: toResponseRecord(response) };
}

export function answerText(response: ModelResponse): string {
  return response.content.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

function toMessage({ role, content }: CompletionMessage): ModelMessage {
  if (role === 'system') return { role, content };
  return { role, content: [{ type: 'text', text: content }] };
}
