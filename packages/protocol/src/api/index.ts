export * from './error-body.ts';
export * from './git.ts';
export * from './mcp-config.ts';
export type * from './notice.ts';
