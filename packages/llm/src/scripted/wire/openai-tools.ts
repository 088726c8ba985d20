import type { Problem } from '../prompt/prompt.ts';

const TOOL_NAME = /^[a-zA-Z0-9_-]{1,64}$/;

/** What OpenAI refuses in the definition of a function. `path` is where the function stands. */
export function openaiToolProblems(
  tool: { name: string; parameters?: Record<string, unknown> | null | undefined },
  path: string,
): Problem[] {
  const problems: Problem[] = [];
  if (!TOOL_NAME.test(tool.name)) {
    problems.push({
      message:
        `Invalid '${path}.name': string does not match pattern. ` +
        "Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
      param: `${path}.name`,
      code: 'invalid_value',
    });
  }
  const type = tool.parameters?.type;
  // A function without parameters may leave the schema out.
  if (tool.parameters && type !== 'object') {
    problems.push({
      message:
        `Invalid schema for function '${tool.name}': schema must be a JSON Schema of 'type: "object"', ` +
        `got 'type: ${JSON.stringify(type ?? 'None')}'.`,
      param: `${path}.parameters`,
      code: 'invalid_function_parameters',
    });
  }
  return problems;
}
