import type { ObservationEvent } from '@capstan/protocol';

/** Characters of one observation that reach the model; the middle of a longer one is left out. */
const MAX_OBSERVATION_CHARS = 30_000;

const MARKER = '\n[... Observation truncated due to length ...]\n';

/** Cuts the middle out of a text that is too long. Counts UTF-16 units and never splits a surrogate pair. */
function cutMiddle(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const half = Math.floor(maxChars / 2);
  const headEnd = isHighSurrogate(text, half - 1) ? half - 1 : half;
  const tailFrom = text.length - half;
  const tailStart = isHighSurrogate(text, tailFrom - 1) ? tailFrom + 1 : tailFrom;
  return text.slice(0, headEnd) + MARKER + text.slice(tailStart);
}

function isHighSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** What the model reads of an observation; empty for those that it does not see. */
export function observationText(event: ObservationEvent): string {
  switch (event.observation) {
    case 'agent_state_changed':
    case 'null':
    case 'loop_detection':
      return '';
    case 'run': {
      const { metadata } = event.extras;
      const lines = [cut(metadata.prefix + event.content + metadata.suffix)];
      if (metadata.working_dir) lines.push(`[Current working directory: ${metadata.working_dir}]`);
      if (metadata.py_interpreter_path) lines.push(`[Python interpreter: ${metadata.py_interpreter_path}]`);
      return lines.join('\n');
    }
    case 'run_ipython':
      return cut(event.content.replaceAll(INLINE_IMAGE, '[image shown to the person]'));
    case 'error':
      return `${cut(event.content)}\n[Error occurred in processing last action]`;
    case 'user_rejected':
      return `${cut(event.content)}\n[Last action has been rejected by the user]`;
    case 'delegate': {
      const { content } = event.extras.outputs;
      return cut(typeof content === 'string' && content !== '' ? content : event.content);
    }
    default:
      return cut(event.content);
  }
}

const INLINE_IMAGE = /!\[[^\]]*\]\(data:image\/[a-z+.-]+;base64,[^)]*\)/g;

function cut(text: string): string {
  return cutMiddle(text, MAX_OBSERVATION_CHARS);
}

/** Whether an observation tells the model that something went wrong. */
export function isFailure(event: ObservationEvent): boolean {
  return event.observation === 'error' || event.observation === 'user_rejected';
}

/** Pictures that came with an observation, as URLs. */
export function observationImages(event: ObservationEvent): string[] {
  if (event.observation === 'run_ipython') return (event.extras.image_urls ?? []).filter(isImageUrl);
  if (event.observation === 'browse') {
    const image = event.extras.set_of_marks || event.extras.screenshot;
    return image && isImageUrl(image) ? [image] : [];
  }
  return [];
}

function isImageUrl(url: string): boolean {
  return url.startsWith('data:image/') || url.startsWith('https://') || url.startsWith('http://');
}
