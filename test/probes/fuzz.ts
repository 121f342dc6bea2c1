/**
 * Any request to any operation of any document: never a fault of ours, always the shape of the API that was asked.
 * Requests are made from the document's schemas and then damaged.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fitting } from './arbitrary.ts';
import { damages, type Draft } from './damage.ts';
import type { Feeder } from './feed.ts';
import { fill } from './feed.ts';
import type { ApiOperation, Parameter } from './operations.ts';
import { checkReply } from './shapes.ts';
import type { Reply, World } from './world.ts';

export interface FuzzResult {
  /** Requests by status. */
  readonly statuses: ReadonlyMap<number, number>;
}

/** Streams do not end by themselves. */
function streams({ answers }: ApiOperation): boolean {
  return Object.values(answers).some(({ mediaTypes }) => mediaTypes.includes('text/event-stream'));
}

export function fuzzed(world: World): ApiOperation[] {
  return world.operations.filter((operation) => !streams(operation));
}

/**
 * @param runs requests
 * @param foreign ids of other kinds and tenants, @param cursors of other lists
 */
export async function fuzzOperation(
  world: World,
  operation: ApiOperation,
  options: {
    readonly runs: number;
    readonly seed: number;
    readonly foreign: readonly string[];
    readonly cursors: readonly string[];
    readonly feeder: Feeder;
  },
): Promise<FuzzResult> {
  const { feeder, foreign, cursors, runs, seed } = options;
  if (operation.method !== 'GET') feeder.forget();
  const parameters = await feeder.parametersOf(operation);
  const good = operation.body && (await feeder.bodyOf(operation));
  const fixed = [...new URLSearchParams(await feeder.queryOf(operation))];
  const query = operation.parameters.filter(
    ({ in: place, name }) => place === 'query' && !fixed.some(([known]) => known === name),
  );
  const body = operation.body
    ? fc.oneof(fc.constant(good), fitting(operation.body.schema))
    : fc.constant(undefined);
  const statuses = new Map<number, number>();
  const outcome = await fc.check(
    fc.asyncProperty(body, fittingQuery(query), damages(foreign, cursors), async (value, pairs, damage) => {
      const draft = damage.apply({
        parameters: encoded(parameters),
        query: [...fixed, ...pairs],
        headers: value === undefined ? {} : { 'content-type': 'application/json' },
        body: value === undefined ? undefined : JSON.stringify(value),
      });
      const reply = await send(world, operation, draft);
      statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
      try {
        checkOutcome(operation, draft, reply);
      } catch (thrown) {
        const sent = draft.body === undefined ? 'no body' : Buffer.from(draft.body).toString().slice(0, 600);
        const url = urlOf(operation, draft).slice(0, 300);
        throw new Error(`${damage.name}: ${url} ${sent}\n${(thrown as Error).message}`, { cause: thrown });
      }
    }),
    { numRuns: runs, seed, endOnFailure: true },
  );
  if (operation.method !== 'GET') feeder.forget();
  if (outcome.failed) {
    const fault = outcome.errorInstance as Error | null;
    assert.fail(`seed ${seed}, request ${outcome.numRuns}: ${fault?.message ?? 'interrupted'}`);
  }
  return { statuses };
}

const words = (path: string): number => path.split('/').filter((word) => word !== '').length;

/** A damaged path may lead elsewhere: to another operation, to a page of ours, or to none. */
function checkOutcome(operation: ApiOperation, draft: Draft, reply: Reply): void {
  const { pathname } = new URL(urlOf(operation, draft), 'http://x');
  if (words(pathname) !== words(operation.path)) {
    assert.ok(reply.status < 500, `${reply.status} ${reply.text}`);
    return;
  }
  if (reply.status === 405 || (reply.status === 404 && reply.text.includes('Nothing is served at'))) return;
  if (reply.status < 300 && operation.answers[reply.status] === undefined) {
    assert.ok(operation.path.includes('{'), `an answer ${reply.status} that the document does not know`);
    return;
  }
  checkReply(operation, reply);
}

function send(world: World, operation: ApiOperation, draft: Draft): Promise<Reply> {
  return world.ask({
    method: operation.method,
    url: urlOf(operation, draft),
    key: world.key,
    headers: draft.headers,
    ...(draft.body === undefined ? {} : { body: draft.body }),
  });
}

function urlOf({ path }: ApiOperation, { parameters, query }: Draft): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? '');
  return query.length === 0
    ? filled
    : `${filled}?${query.map(([name, value]) => `${name}=${value}`).join('&')}`;
}

function encoded(parameters: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, fill('{x}', { x: value })]),
  );
}

function fittingQuery(known: readonly Parameter[]): fc.Arbitrary<readonly (readonly [string, string])[]> {
  const each = known.map(({ name, schema, required }) =>
    fitting(schema, name).chain((value) => {
      const pair = [[encodeURIComponent(name), textOf(value)] as const];
      return required ? fc.constant(pair) : fc.constantFrom(pair, []);
    }),
  );
  return fc.tuple(...each).map((pairs) => pairs.flat());
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return encodeURIComponent(text.toWellFormed());
}
