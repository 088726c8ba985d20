import { setTimeout as wait } from 'node:timers/promises';
import type { MonitoringListener } from './monitoring-listener.ts';

export interface TracingOptions {
  /** Base URL of an OTLP collector over HTTP; null traces nothing and loads nothing. */
  endpoint: string | null;
  /** Of this program. */
  version: string;
  /** How long sending may take; default 5. */
  exportSeconds?: number;
}

export interface Tracing {
  /** Hears of what is traced; undefined when nothing is. */
  listener: MonitoringListener | undefined;
  /** Sends what has not been sent; bounded. */
  close(): Promise<void>;
}

/** Traces of conversations for OpenTelemetry. A collector that does not answer costs spans, never work. */
export async function createTracing({
  endpoint,
  version,
  exportSeconds = 5,
}: TracingOptions): Promise<Tracing> {
  if (endpoint === null) return { listener: undefined, close: () => Promise.resolve() };
  // A sixth of a second to load, and of use only here.
  const [{ BatchSpanProcessor, TracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const { ConversationTracer } = await import('./conversation-tracer.ts');
  const exportMilliseconds = exportSeconds * 1000;
  const exporter = new OTLPTraceExporter({
    url: `${endpoint}/v1/traces`,
    timeoutMillis: exportMilliseconds,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'capstan', 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor({ exporter, exportTimeoutMillis: exportMilliseconds })],
  });
  const listener = new ConversationTracer(provider.getTracer('capstan', version));
  return {
    listener,
    close: async () => {
      listener.close();
      const bound = wait(exportMilliseconds, undefined, { ref: false });
      // What could not be sent is lost; the collector's trouble is not that of the shutdown.
      await Promise.race([provider.shutdown().catch(() => undefined), bound]);
    },
  };
}
