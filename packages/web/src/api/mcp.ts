import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import type { McpServer } from '../settings/mcp/mcp-server.ts';
import { failureOf } from './api-failure.ts';

export type McpTestResult =
  | {
      ok: true;
      server: { name: string; version: string } | null;
      tools: { name: string; description: string | null }[];
      latency_ms: number;
    }
  | { ok: false; code: string; message: string; remedy: string };

/** Connects to a server and asks for its tools. One that does not answer is a result, not a failure. */
export function useTestMcp(): UseMutationResult<McpTestResult, Error, McpServer> {
  return useMutation({
    mutationFn: async (server): Promise<McpTestResult> => {
      const response = await fetch('/api/mcp/test', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(server),
      });
      const body = await response.json();
      if (!response.ok) throw failureOf(response.status, body);
      return body;
    },
  });
}
