import type { components } from '@capstan/client';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { answerOf, api } from './api.ts';

export type McpTest = components['schemas']['McpTest'];
export type McpTestResult = components['schemas']['McpTestResult'];

/** Connects to a server and asks for its tools. One that does not answer is a result, not a failure. */
export function useTestMcp(): UseMutationResult<McpTestResult, Error, McpTest> {
  return useMutation({
    mutationFn: (body) => answerOf(api.POST('/api/mcp/test', { body })),
  });
}
