/** `/metrics`: the Prometheus text exposition format, version 0.0.4. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import type { MetricFamily } from '../options.ts';

/** The monitor measures from timer to timer, so that an idle loop shows its resolution; it is taken off. */
const RESOLUTION_MS = 10;
const TEXT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** @param http the exposition of the API's own histogram. */
export function serveMetrics(
  app: FastifyInstance,
  read: () => Promise<readonly MetricFamily[]>,
  http: () => string,
): void {
  const lag = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  lag.enable();
  app.addHook('onClose', async () => void lag.disable());
  app.get('/metrics', { config: { public: true } }, async (_request, reply) => {
    const families = [...(await read()), ...processFamilies(lag)];
    lag.reset();
    return reply.type(TEXT_TYPE).send(families.map(exposeFamily).join('') + http());
  });
}

/** One family as text; label values are escaped as the format asks. */
export function exposeFamily({ name, help, type, samples }: MetricFamily): string {
  const lines = [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
  for (const { labels = {}, value } of samples) {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapeLabel(text)}"`);
    lines.push(`${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`);
  }
  return lines.join('\n') + '\n';
}

function escapeLabel(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function processFamilies(lag: { percentile(of: number): number; max: number }): MetricFamily[] {
  return [
    {
      name: 'parley_event_loop_lag_seconds',
      help: 'Delay of the main thread since the last reading.',
      type: 'gauge',
      samples: [
        { labels: { quantile: '0.5' }, value: seconds(lag.percentile(50)) },
        { labels: { quantile: '0.99' }, value: seconds(lag.percentile(99)) },
        { labels: { quantile: '1' }, value: seconds(lag.max) },
      ],
    },
    {
      name: 'parley_resident_memory_bytes',
      help: 'Resident memory of this process.',
      type: 'gauge',
      samples: [{ value: process.memoryUsage.rss() }],
    },
  ];
}

function seconds(nanoseconds: number): number {
  return Math.max(0, nanoseconds / 1e9 - RESOLUTION_MS / 1000);
}
