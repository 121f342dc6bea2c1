/** How long answers take, by route: a Prometheus histogram. */
import type { FastifyInstance } from 'fastify';
import type { Clock } from '#kernel';

/** Upper borders, s. */
const BORDERS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] as const;

interface Series {
  readonly labels: string;
  readonly buckets: number[];
  sum: number;
  count: number;
}

/** Collects from now on; `text` is the exposition. */
export function measureHttp(app: FastifyInstance, clock: Clock): { text(): string } {
  const series = new Map<string, Series>();
  const started = new WeakMap<object, number>();
  app.addHook('onRequest', async (request) => void started.set(request, clock.monotonic()));
  app.addHook('onResponse', async (request, reply) => {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
    const labels = `method="${request.method}",route="${route}",status="${reply.statusCode}"`;
    let one = series.get(labels);
    if (!one) series.set(labels, (one = { labels, buckets: BORDERS.map(() => 0), sum: 0, count: 0 }));
    const seconds = (clock.monotonic() - (started.get(request) ?? clock.monotonic())) / 1000;
    BORDERS.forEach((border, index) => {
      if (seconds <= border) one.buckets[index]! += 1;
    });
    one.sum += seconds;
    one.count += 1;
  });
  return { text: () => expose([...series.values()]) };
}

function expose(all: readonly Series[]): string {
  const name = 'parley_http_request_duration_seconds';
  const lines = [`# HELP ${name} Time to answer a request.`, `# TYPE ${name} histogram`];
  for (const { labels, buckets, sum, count } of all) {
    BORDERS.forEach((border, index) =>
      lines.push(`${name}_bucket{${labels},le="${border}"} ${buckets[index]}`),
    );
    lines.push(`${name}_bucket{${labels},le="+Inf"} ${count}`);
    lines.push(`${name}_sum{${labels}} ${sum}`, `${name}_count{${labels}} ${count}`);
  }
  return lines.join('\n') + '\n';
}
