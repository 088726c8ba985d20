import { setting, type Alias } from './setting.ts';
import * as kind from './value-kind.ts';

/** What a switch means for a setting that is more than a switch; switched off it says nothing. */
const whenTrue = (name: string, value: unknown): Alias => ({
  name,
  as: (raw) => (raw === true || raw === 'true' || raw === '1' ? value : undefined),
});

/** Levels as Python names them. */
const LEVELS: Readonly<Record<string, string>> = { warning: 'warn', critical: 'error' };

const logLevel: Alias = {
  name: 'LOG_LEVEL',
  as: (raw) => {
    const level = String(raw).toLowerCase();
    return LEVELS[level] ?? level;
  },
};

export const operationsSettings = {
  logLevel: setting({
    name: 'operations.log_level',
    kind: kind.choice('debug', 'info', 'warn', 'error', 'silent'),
    default: 'info',
    also: [whenTrue('core.debug', 'debug')],
    variables: [logLevel, whenTrue('DEBUG', 'debug')],
    flag: '--log-level',
    help: 'what is logged',
  }),
  logFormat: setting({
    name: 'operations.log_format',
    kind: kind.choice('json', 'text'),
    default: 'text',
    variables: [whenTrue('LOG_JSON', 'json')],
    flag: whenTrue('--json-logs', 'json'),
    help: 'how it is logged',
  }),
  metrics: setting({
    name: 'operations.metrics',
    kind: kind.truth,
    default: true,
    help: 'whether /metrics is served',
  }),
  otlpEndpoint: setting({
    name: 'operations.otlp_endpoint',
    kind: kind.orNone(kind.url),
    default: null,
    variables: ['OTEL_EXPORTER_OTLP_ENDPOINT'],
    help: 'base URL of an OpenTelemetry collector over HTTP',
  }),
  shutdownSeconds: setting({
    name: 'operations.shutdown_seconds',
    kind: kind.positive,
    default: 15,
    help: 'how long a shutdown may take',
  }),
};
