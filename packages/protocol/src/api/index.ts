export * from './error-body.ts';
export * from './git.ts';
export * from './json-object.ts';
export * from './mcp-config.ts';
export type * from './notice.ts';
export * from './secrets.ts';
export * from './settings.ts';
export * from './stream-key.ts';
export * from './stream.ts';
