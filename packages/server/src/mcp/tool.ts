import type { CallToolResult, McpServer, ToolAnnotations } from '@modelcontextprotocol/server';
import type { ZodType } from 'zod';
import type { ServerLog } from '../operations/server-log.ts';
import type { Caller, ToolCall } from './caller.ts';
import { progressOf } from './progress.ts';
import { toolFailure } from './tool-failure.ts';

export interface ToolDefinition<Args, Result extends object> {
  name: string;
  title: string;
  /** For the model that decides about calling it. */
  description: string;
  input: ZodType<Args>;
  output: ZodType<Result>;
  annotations: ToolAnnotations;
  run: (args: Args, call: ToolCall) => Promise<Result>;
  /** What clients read that do not take the result as it is; default its JSON. */
  text?: (result: Result) => string[];
}

/** Offers a tool to one caller. */
export type Tool = (server: McpServer, caller: Caller, log: ServerLog) => void;

/** A tool whose failures are results: the model reads what went wrong and what to do about it. */
export function defineTool<Args, Result extends object>(definition: ToolDefinition<Args, Result>): Tool {
  const { name, title, description, input, output, annotations, run } = definition;
  const text = definition.text ?? ((result) => [JSON.stringify(result)]);
  return (server, caller, log) => {
    server.registerTool(
      name,
      { title, description, inputSchema: input, outputSchema: output, annotations },
      async (args, { mcpReq }): Promise<CallToolResult> => {
        const call = { ...caller, signal: mcpReq.signal, tell: progressOf(mcpReq, log) };
        try {
          const result = await run(args, call);
          return {
            content: text(result).map((each) => ({ type: 'text', text: each })),
            structuredContent: { ...result },
          };
        } catch (error) {
          return toolFailure(error, { tool: name, requestId: caller.requestId, log });
        }
      },
    );
  };
}
