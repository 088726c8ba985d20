import type { NetworkPolicy } from '@capstan/runtime';

/** Everything that can be set about a server, checked and complete. Built by `loadConfig` from defaults, file, environment and flags. */
export interface ServerConfig {
  /** Folder that keeps what lasts. */
  home: string;
  http: HttpConfig;
  auth: AuthConfig;
  conversations: ConversationsConfig;
  runtime: RuntimeConfig;
  terminal: TerminalConfig;
  uploads: UploadsConfig;
  /** For users who have set none of their own. */
  llm: { model: string | null; apiKey: string | null; baseUrl: string | null };
  machine: MachineConfig;
  agent: { name: string; maxIterations: number; maxBudgetUsd: number | null };
  operations: OperationsConfig;
  extensions: ExtensionsConfig;
}

export interface HttpConfig {
  /** Default 127.0.0.1. */
  host: string;
  /** Default 3000; 0 takes a free one. */
  port: number;
  /** Where people reach the server, when that is not its own address. Without a slash at the end. */
  publicUrl: string | null;
  /** Origins beside the server's own from which browsers may call. Empty: those of loopback hosts. */
  allowedOrigins: readonly string[];
  /** Values of `Host` that are answered beside loopback names and the one of `publicUrl`; against DNS rebinding. */
  allowedHosts: readonly string[];
  /** Git hosts that are reached without https, with their port; loopback needs no naming where there is one user. */
  plainHttpGitHosts: readonly string[];
  /** Addresses and networks of proxies, beside those of this machine, that say truly for whom they ask. */
  trustedProxies: readonly string[];
  /** Folder with a web client to serve; null serves none. */
  frontend: string | null;
  /** Largest JSON body; default 4 MiB. */
  maxBodyBytes: number;
  /** Requests of one client within a second before it has to wait, and before it is refused. */
  rateLimit: { delayAfter: number; refuseAfter: number } | null;
}

export interface AuthConfig {
  /** Null: made at the first start and kept in the home folder. */
  sessionApiKey: string | null;
  /** Users by OpenID Connect; null for the one user of the machine. */
  oidc: OidcConfig | null;
}

export interface OidcConfig {
  issuer: string;
  clientId: string;
  clientSecret: string | null;
  /** `aud` of bearer tokens; default the client id. */
  audience: string | null;
  /** Claim that names a user; default `sub`. */
  userClaim: string;
}

export interface ConversationsConfig {
  /** Loops that may run at once for one user; more wait. Default 3. */
  maxConcurrent: number;
  /** Seconds without client and work after which a session is closed; 0 for never. Default 3,600. */
  closeDelaySeconds: number;
  /** Conversations created longer ago are not listed; null for all. */
  maxAgeSeconds: number | null;
  /** Whether conversations that were running when the server ended go on when it starts. Default true. */
  resumeOnStart: boolean;
  /** Who names a conversation: its model, or the first words of the person. Default `model`. */
  titles: 'model' | 'message';
  /** Whether a client may choose the id of a new conversation. */
  allowSetId: boolean;
}

export interface RuntimeConfig {
  /** Name of a driver; default `local`. */
  driver: string;
  /** Folder in which each conversation gets a folder of its own; default `workspaces` in the home folder. */
  workspaceBase: string | null;
  network: NetworkPolicy;
  memoryMb: number | null;
  /** Variables of every command. */
  environment: Readonly<Record<string, string>>;
  initGitInEmptyWorkspace: boolean;
  /** Default 600. */
  setupScriptSeconds: number;
  gitUserName: string;
  gitUserEmail: string;
}

/** Shells of people in the sandboxes. */
export interface TerminalConfig {
  /** Default: where there is one user. */
  interactive: boolean;
  /** Minutes without a byte either way after which a shell is closed. Default 60. */
  idleMinutes: number;
}

export interface UploadsConfig {
  /** Default 100 MiB. */
  maxFileBytes: number;
  /** All files of one request together; default 200 MiB. */
  maxRequestBytes: number;
  /** With the dot, lower case; `['.*']` is any. */
  allowedExtensions: readonly string[];
}

/** What of this machine and its network clients may reach. */
export interface MachineConfig {
  /** Absolute paths; empty: any folder where there is one user, else none; null: none. */
  localFolders: readonly string[] | null;
  /** Hosts that are private and may yet be named by users of a server with several; each for all ports, or for one. */
  privateHosts: readonly string[];
  /** Where model servers of this machine are looked for; null: nowhere. Without a slash at the end. */
  ollamaUrl: string | null;
  lmstudioUrl: string | null;
}

export interface OperationsConfig {
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  logFormat: 'json' | 'text';
  /** Whether `/metrics` is served. */
  metrics: boolean;
  /** Base URL of an OTLP collector over HTTP; null sends no traces. */
  otlpEndpoint: string | null;
  /** How long a shutdown may take; default 15. */
  shutdownSeconds: number;
}

/**
 * Modules of an application that take the place of our own: a path or a package name, with `#name` for an export other
 * than the default one. Each exports a factory, which is called with what there is by then and with a function that makes our
 * own part, so that it may wrap it.
 */
export interface ExtensionsConfig {
  conversationManager: string | null;
  userAuth: string | null;
  settingsStore: string | null;
  secretsStore: string | null;
  conversationStore: string | null;
  fileStore: string | null;
  monitoring: string | null;
}
