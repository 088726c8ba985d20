import type { Counter, Gauge, Histogram } from 'prom-client';
import type { WatchedGauges } from './watched-gauges.ts';

/** What is counted, by what labels. */
export interface Instruments {
  httpSeconds: Histogram<'method' | 'route' | 'status'>;
  clients: Gauge<'protocol'>;
  events: Counter;
  appendSeconds: Histogram;
  modelSeconds: Histogram<'model'>;
  modelTokens: Counter<'model' | 'kind'>;
  modelCost: Counter<'model'>;
  failures: Counter<'code'>;
  actionSeconds: Histogram<'kind' | 'ok'>;
  sandboxSeconds: Histogram<'driver' | 'ok'>;
  sessionSeconds: Histogram<'ok' | 'code'>;
  exposition(): Promise<{ contentType: string; body: string }>;
}

const QUICK = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const SLOW = [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];

/** Loads the library and makes what it counts with, in a registry of its own. */
export async function openInstruments(gauges: WatchedGauges): Promise<Instruments> {
  const { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } = await import('prom-client');
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const histogram = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    buckets: number[],
  ): Histogram<Label> => new Histogram({ name, help, labelNames, buckets, registers });

  const watched = (name: string, help: string, source: 'conversations' | 'queue', label: string) =>
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers,
      async collect() {
        this.reset();
        for (const { label: of, value } of await gauges.values(source)) this.set({ [label]: of }, value);
      },
    });
  watched(
    'capstan_conversations',
    'Conversations: running, waiting for a place, stored',
    'conversations',
    'state',
  );
  watched('capstan_queue_length', 'Entries that wait in a queue', 'queue', 'queue');

  return {
    httpSeconds: histogram(
      'capstan_http_request_seconds',
      'Answers to requests',
      ['method', 'route', 'status'],
      QUICK,
    ),
    clients: new Gauge({
      name: 'capstan_clients',
      help: 'Clients that follow a conversation',
      labelNames: ['protocol'],
      registers,
    }),
    events: new Counter({ name: 'capstan_events_appended_total', help: 'Durable events', registers }),
    appendSeconds: histogram(
      'capstan_event_append_seconds',
      'From asking for an event to its delivery',
      [],
      QUICK,
    ),
    modelSeconds: histogram('capstan_model_call_seconds', 'Answers of models', ['model'], SLOW),
    modelTokens: new Counter({
      name: 'capstan_model_tokens_total',
      help: 'Tokens of calls; cached ones are among those of the prompt',
      labelNames: ['model', 'kind'],
      registers,
    }),
    modelCost: new Counter({
      name: 'capstan_model_cost_usd_total',
      help: 'Cost of calls whose price is known, in US dollars',
      labelNames: ['model'],
      registers,
    }),
    failures: new Counter({
      name: 'capstan_agent_failures_total',
      help: 'Stops of agents for an error, by its code',
      labelNames: ['code'],
      registers,
    }),
    actionSeconds: histogram('capstan_action_seconds', 'Actions that a runtime ran', ['kind', 'ok'], SLOW),
    sandboxSeconds: histogram('capstan_sandbox_start_seconds', 'Starts of sandboxes', ['driver', 'ok'], SLOW),
    sessionSeconds: histogram(
      'capstan_session_start_seconds',
      'Starts of conversations: sandbox, clone, agent',
      ['ok', 'code'],
      SLOW,
    ),
    exposition: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}
