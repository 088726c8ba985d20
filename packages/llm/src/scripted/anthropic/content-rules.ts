import type { Problem } from '../prompt/prompt.ts';
import type { MessagesRequest } from './messages-request.ts';

const MAX_CACHE_MARKS = 4;

/** What Anthropic refuses in messages, cache marks and tools, apart from calls and thinking. */
export function contentProblems(request: MessagesRequest): Problem[] {
  const first = request.messages[0];
  const problems: Problem[] = [];
  if (request.model === '') problems.push({ message: 'model: Field required' });
  if (first === undefined) problems.push({ message: 'messages: at least one message is required' });
  if (first?.role === 'assistant') {
    problems.push({ message: 'messages: first message must use the "user" role' });
  }
  return [...problems, ...emptyProblems(request), ...cacheProblems(request), ...toolProblems(request)];
}

function emptyProblems({ messages }: MessagesRequest): Problem[] {
  return messages.flatMap(({ role, content }, index): Problem[] => {
    const problems: Problem[] = [];
    const prefill = index === messages.length - 1 && role === 'assistant';
    if (content.length === 0 && !prefill) {
      problems.push({
        message:
          `messages.${index}: all messages must have non-empty content ` +
          'except for the optional final assistant message',
      });
    }
    const texts =
      typeof content === 'string'
        ? [content]
        : content.flatMap((block) => (block.type === 'text' ? [block.text] : []));
    if (typeof content !== 'string' && texts.includes('')) {
      problems.push({ message: 'messages: text content blocks must be non-empty' });
    } else if (typeof content !== 'string' && texts.some((text) => text.trim() === '')) {
      problems.push({ message: 'messages: text content blocks must contain non-whitespace text' });
    }
    if (prefill && /\s$/.test(texts.at(-1) ?? '')) {
      problems.push({ message: 'messages: final assistant content cannot end with trailing whitespace' });
    }
    return problems;
  });
}

function cacheProblems(request: MessagesRequest): Problem[] {
  const blocks = [
    ...(request.tools ?? []),
    ...(Array.isArray(request.system) ? request.system : []),
    ...request.messages.flatMap(({ content }) => (Array.isArray(content) ? content : [])),
  ];
  let marks = 0;
  for (const block of blocks) {
    const inner = 'content' in block && Array.isArray(block.content) ? block.content : [];
    for (const one of [block, ...inner]) {
      if ('cache_control' in one && one.cache_control) marks += 1;
    }
  }
  return marks > MAX_CACHE_MARKS
    ? [
        {
          message: `A maximum of ${MAX_CACHE_MARKS} blocks with cache_control may be provided. Found ${marks}.`,
        },
      ]
    : [];
}

function toolProblems({ tools }: MessagesRequest): Problem[] {
  const names = new Set<string>();
  return (tools ?? []).flatMap((tool, index): Problem[] => {
    const problems: Problem[] = [];
    if (names.has(tool.name)) problems.push({ message: 'tools: Tool names must be unique.' });
    names.add(tool.name);
    const own = tool.type !== undefined && tool.type !== null && tool.type !== 'custom';
    if (own) return problems;
    const place = `tools.${index}.custom`;
    if (!/^[a-zA-Z0-9_-]{1,128}$/.test(tool.name)) {
      problems.push({ message: `${place}.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'` });
    }
    if (!tool.input_schema) problems.push({ message: `${place}.input_schema: Field required` });
    else if (tool.input_schema.type !== 'object') {
      problems.push({ message: `${place}.input_schema.type: Input should be 'object'` });
    }
    return problems;
  });
}
