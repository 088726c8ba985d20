import type { Problem, PromptMessage } from '../prompt/prompt.ts';
import { findPairingFaults, type PairingFault } from '../prompt/tool-pairing.ts';
import type { GenerateRequest } from './generate-request.ts';

/** What Gemini refuses in the order and content of turns and in tools. */
export function turnProblems(request: GenerateRequest, messages: readonly PromptMessage[]): Problem[] {
  const problems: Problem[] = [];
  if (request.contents.length === 0) {
    problems.push({ message: '* GenerateContentRequest.contents: contents is not specified\n' });
  }
  for (const [index, content] of request.contents.entries()) {
    if (content.parts.length === 0) {
      problems.push({
        message: `* GenerateContentRequest.contents[${index}].parts: contents.parts must not be empty.\n`,
      });
    }
  }
  const first = messages.find((message) => message.role !== 'system');
  if (first?.role === 'assistant') {
    const calls = first.parts.some((part) => part.type === 'tool-call');
    problems.push({
      message: calls
        ? 'Please ensure that function call turn comes immediately after a user turn or after a function response turn.'
        : 'Please ensure that multiturn requests start with a user turn.',
    });
  }
  return [...problems, ...findPairingFaults(messages).map(wordPairing), ...toolProblems(request)];
}

function wordPairing({ kind, path, ids }: PairingFault): Problem {
  switch (kind) {
    case 'unanswered':
    case 'second-result':
      return {
        message:
          'Please ensure that the number of function response parts is equal to the number of function ' +
          'call parts of the function call turn.',
        param: path,
      };
    case 'orphan':
      return {
        message: 'Please ensure that function response turn comes immediately after a function call turn.',
        param: path,
      };
    case 'second-call':
      return { message: `Duplicate function call id '${ids.join(', ')}'.`, param: path };
  }
}

function toolProblems({ tools }: GenerateRequest): Problem[] {
  const declared = (tools ?? []).flatMap((tool) => tool.functionDeclarations ?? []);
  return declared.flatMap((tool, index): Problem[] => {
    const place = `GenerateContentRequest.tools[0].function_declarations[${index}]`;
    const problems: Problem[] = [];
    if (!/^[a-zA-Z_][a-zA-Z0-9_.:-]{0,127}$/.test(tool.name)) {
      problems.push({
        message:
          `* ${place}.name: Invalid function name. Must start with a letter or an underscore. Must be ` +
          'alphameric (a-z, A-Z, 0-9), underscores (_), dots (.), colons (:), or dashes (-), with a ' +
          'maximum length of 128.\n',
      });
    }
    const schema = tool.parametersJsonSchema ?? tool.parameters;
    if (schema && String(schema.type).toLowerCase() !== 'object') {
      problems.push({ message: `* ${place}.parameters: parameters schema should be of type OBJECT.\n` });
    }
    return problems;
  });
}
