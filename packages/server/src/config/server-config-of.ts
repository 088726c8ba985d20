import type { ReadSetting } from './table/setting.ts';
import { SETTINGS } from './table/settings.ts';
import type { OidcConfig, ServerConfig } from './server-config.ts';

/** The configuration that the settings make, each asked for once. */
export function serverConfigOf(read: ReadSetting): ServerConfig {
  return {
    home: read(SETTINGS.home),
    http: httpOf(read),
    auth: { sessionApiKey: read(SETTINGS.sessionApiKey), oidc: oidcOf(read) },
    conversations: {
      maxConcurrent: read(SETTINGS.maxConcurrent),
      closeDelaySeconds: read(SETTINGS.closeDelaySeconds),
      maxAgeSeconds: read(SETTINGS.maxAgeSeconds),
      resumeOnStart: read(SETTINGS.resumeOnStart),
      titles: read(SETTINGS.titles),
      allowSetId: read(SETTINGS.allowSetId),
    },
    runtime: {
      driver: read(SETTINGS.driver),
      workspaceBase: read(SETTINGS.workspaceBase),
      network: read(SETTINGS.network),
      memoryMb: read(SETTINGS.memoryMb),
      environment: read(SETTINGS.environment),
      initGitInEmptyWorkspace: read(SETTINGS.initGitInEmptyWorkspace),
      setupScriptSeconds: read(SETTINGS.setupScriptSeconds),
      gitUserName: read(SETTINGS.gitUserName),
      gitUserEmail: read(SETTINGS.gitUserEmail),
    },
    terminal: {
      interactive: (read(SETTINGS.interactiveTerminal) ?? terminalOf(read)) === 'on',
      idleMinutes: read(SETTINGS.terminalIdleMinutes),
    },
    uploads: uploadsOf(read),
    llm: {
      model: read(SETTINGS.llmModel),
      apiKey: read(SETTINGS.llmApiKey),
      baseUrl: read(SETTINGS.llmBaseUrl),
    },
    machine: {
      localFolders: read(SETTINGS.localFolders),
      privateHosts: read(SETTINGS.privateHosts),
      ollamaUrl: read(SETTINGS.ollamaUrl),
      lmstudioUrl: read(SETTINGS.lmstudioUrl),
    },
    agent: {
      name: read(SETTINGS.agentName),
      maxIterations: read(SETTINGS.maxIterations),
      maxBudgetUsd: read(SETTINGS.maxBudgetUsd),
    },
    operations: {
      logLevel: read(SETTINGS.logLevel),
      logFormat: read(SETTINGS.logFormat),
      metrics: read(SETTINGS.metrics),
      otlpEndpoint: read(SETTINGS.otlpEndpoint),
      shutdownSeconds: read(SETTINGS.shutdownSeconds),
    },
    extensions: {
      conversationManager: read(SETTINGS.conversationManager),
      userAuth: read(SETTINGS.userAuth),
      settingsStore: read(SETTINGS.settingsStore),
      secretsStore: read(SETTINGS.secretsStore),
      conversationStore: read(SETTINGS.conversationStore),
      fileStore: read(SETTINGS.fileStore),
      monitoring: read(SETTINGS.monitoring),
    },
  };
}

function httpOf(read: ReadSetting): ServerConfig['http'] {
  const frontend = read(SETTINGS.frontend);
  const rateLimit = {
    delayAfter: read(SETTINGS.rateLimitDelayAfter),
    refuseAfter: read(SETTINGS.rateLimitRefuseAfter),
  };
  return {
    host: read(SETTINGS.host),
    port: read(SETTINGS.port),
    publicUrl: read(SETTINGS.publicUrl),
    allowedOrigins: read(SETTINGS.allowedOrigins),
    allowedHosts: read(SETTINGS.allowedHosts),
    plainHttpGitHosts: read(SETTINGS.plainHttpGitHosts),
    trustedProxies: read(SETTINGS.trustedProxies),
    frontend: read(SETTINGS.serveFrontend) ? frontend : null,
    maxBodyBytes: read(SETTINGS.maxBodyBytes),
    rateLimit: read(SETTINGS.rateLimit) ? rateLimit : null,
  };
}

function oidcOf(read: ReadSetting): OidcConfig | null {
  const issuer = read(SETTINGS.oidcIssuer);
  const clientId = read(SETTINGS.oidcClientId);
  const clientSecret = read(SETTINGS.oidcClientSecret);
  const audience = read(SETTINGS.oidcAudience);
  const userClaim = read(SETTINGS.oidcUserClaim);
  if (issuer === null || clientId === null) return null;
  return { issuer, clientId, clientSecret, audience, userClaim };
}

/** Where several people come, an operator is to say that they may have shells. */
function terminalOf(read: ReadSetting): 'on' | 'off' {
  return oidcOf(read) === null && read(SETTINGS.userAuth) === null ? 'on' : 'off';
}

function uploadsOf(read: ReadSetting): ServerConfig['uploads'] {
  const allowedExtensions = read(SETTINGS.allowedExtensions);
  const maxRequestBytes = read(SETTINGS.maxRequestBytes);
  return {
    maxFileBytes: Math.min(read(SETTINGS.maxFileBytes), maxRequestBytes),
    maxRequestBytes,
    allowedExtensions: read(SETTINGS.restrictFileTypes) ? allowedExtensions : ['.*'],
  };
}
