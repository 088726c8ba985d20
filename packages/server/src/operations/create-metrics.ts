import { BoundedLabel } from './bounded-label.ts';
import { openInstruments, type Instruments } from './instruments.ts';
import type { Gauge, ServerMetrics } from './server-metrics.ts';
import { WatchedGauges } from './watched-gauges.ts';

/** This many measurements, and the library that counts is loaded. */
const ENOUGH = 1_000;
/** So many are kept until it is there. */
const MOST_PENDING = 10_000;
/** Users name models as they like. */
const MOST_MODELS = 200;

type Measurement = (instruments: Instruments) => void;

/**
 * Metrics in the format of Prometheus. The library behind it takes longer to load than the rest of a start may, so
 * it is loaded when somebody reads the metrics for the first time, or when enough has been measured.
 */
export function createMetrics(): ServerMetrics {
  const gauges = new WatchedGauges();
  const models = new BoundedLabel(MOST_MODELS);
  let instruments: Instruments | undefined;
  let opening: Promise<Instruments> | undefined;
  let pending: Measurement[] = [];

  const open = (): Promise<Instruments> => {
    opening ??= openInstruments(gauges).then((opened) => {
      for (const measurement of pending) measurement(opened);
      pending = [];
      instruments = opened;
      return opened;
    });
    return opening;
  };

  const measure = (measurement: Measurement): void => {
    if (instruments !== undefined) return measurement(instruments);
    if (pending.length < MOST_PENDING) pending.push(measurement);
    // That the library does not load is told to whoever reads.
    if (pending.length === ENOUGH) open().catch(() => undefined);
  };

  return {
    httpRequest: ({ method, route, status, seconds }) =>
      measure(({ httpSeconds }) => httpSeconds.observe({ method, route, status: String(status) }, seconds)),
    clientConnected: (protocol) => measure(({ clients }) => clients.inc({ protocol })),
    clientDisconnected: (protocol) => measure(({ clients }) => clients.dec({ protocol })),
    eventAppended: (seconds) =>
      measure(({ events, appendSeconds }) => {
        events.inc();
        if (seconds !== undefined) appendSeconds.observe(seconds);
      }),
    modelCalled: (call) =>
      measure(({ modelSeconds, modelTokens, modelCost }) => {
        const model = models.of(call.model);
        modelSeconds.observe({ model }, call.seconds);
        modelTokens.inc({ model, kind: 'prompt' }, call.promptTokens);
        modelTokens.inc({ model, kind: 'completion' }, call.completionTokens);
        modelTokens.inc({ model, kind: 'cache_read' }, call.cacheReadTokens);
        if (call.costUsd !== null) modelCost.inc({ model }, call.costUsd);
      }),
    agentFailed: ({ code }) => measure(({ failures }) => failures.inc({ code })),
    actionRan: ({ kind, seconds, ok }) =>
      measure(({ actionSeconds }) => actionSeconds.observe({ kind, ok: String(ok) }, seconds)),
    sandboxStarted: ({ driver, seconds, ok }) =>
      measure(({ sandboxSeconds }) => sandboxSeconds.observe({ driver, ok: String(ok) }, seconds)),
    sessionStarted: ({ seconds, ok, code = '' }) =>
      measure(({ sessionSeconds }) => sessionSeconds.observe({ ok: String(ok), code }, seconds)),
    watch: (gauge: Gauge, read) => gauges.watch(gauge, read),
    exposition: async () => (await open()).exposition(),
  };
}
