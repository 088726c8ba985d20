import type { HttpConfig, ServerConfig } from '../src/config/server-config.ts';

/** Of a server that tests ask without limits of rate. */
export function serverConfig(
  changes: { home?: string; http?: Partial<HttpConfig> } & Partial<
    Pick<ServerConfig, 'auth' | 'llm' | 'uploads'>
  > = {},
): ServerConfig {
  const { http, ...others } = changes;
  return {
    home: '/nonexistent/capstan',
    auth: { sessionApiKey: null, oidc: null },
    conversations: {
      maxConcurrent: 3,
      closeDelaySeconds: 3_600,
      maxAgeSeconds: null,
      resumeOnStart: true,
      allowSetId: false,
    },
    runtime: {
      driver: 'local',
      workspaceBase: null,
      network: { mode: 'off' },
      memoryMb: null,
      environment: {},
      initGitInEmptyWorkspace: false,
      setupScriptSeconds: 600,
      gitUserName: 'capstan',
      gitUserEmail: 'capstan@example.com',
    },
    uploads: { maxFileBytes: 1024 ** 2, maxRequestBytes: 2 * 1024 ** 2, allowedExtensions: ['.*'] },
    llm: { model: null, apiKey: null, baseUrl: null },
    agent: { name: 'CodeActAgent', maxIterations: 500, maxBudgetUsd: null },
    operations: {
      logLevel: 'silent',
      logFormat: 'json',
      metrics: false,
      otlpEndpoint: null,
      shutdownSeconds: 15,
    },
    extensions: {
      conversationManager: null,
      userAuth: null,
      settingsStore: null,
      secretsStore: null,
      conversationStore: null,
      monitoring: null,
    },
    ...others,
    http: {
      host: '127.0.0.1',
      port: 0,
      publicUrl: null,
      allowedOrigins: [],
      allowedHosts: [],
      frontend: null,
      maxBodyBytes: 64 * 1024,
      rateLimit: null,
      ...http,
    },
  };
}
