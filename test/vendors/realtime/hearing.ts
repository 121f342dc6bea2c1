/** One session of a model against its local server, with everything it told. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { silentLogger, VirtualClock } from '#kernel';
import type { ModelError, RealtimeEvent, RealtimeModel, RealtimeRequest } from '#models';
import { createGeminiLive, createOpenAiRealtime, createXaiRealtime } from '#providers';
import { REALTIME_KEY, startRealtimeServer, type RealtimeScript, type RealtimeVendor } from './index.ts';

const factories: Record<RealtimeVendor, (options: Parameters<typeof createXaiRealtime>[0]) => RealtimeModel> =
  {
    openai: createOpenAiRealtime,
    xai: createXaiRealtime,
    gemini: createGeminiLive,
  };

export const request: RealtimeRequest = {
  instructions: 'Be brief.',
  tools: [
    {
      name: 'book',
      description: 'Books.',
      parameters: { type: 'object', properties: { day: { type: 'integer' } }, additionalProperties: false },
    },
  ],
  language: 'en-GB',
  voice: null,
};

export interface HearingOptions {
  readonly apiKey?: string;
}

export async function openSession(
  context: TestContext,
  vendor: RealtimeVendor,
  script: RealtimeScript,
  { apiKey = REALTIME_KEY }: HearingOptions = {},
) {
  const server = await startRealtimeServer(vendor, script);
  context.after(() => server.stop());
  const clock = new VirtualClock();
  const model = factories[vendor]({ apiKey, url: server.url, clock, logger: silentLogger });
  const events: RealtimeEvent[] = [];
  const watchers = new Set<() => void>();
  const session = model.open(request, (event) => {
    events.push(event);
    for (const look of [...watchers]) look();
  });
  const until = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!holds()) return;
        watchers.delete(look);
        resolve();
      };
      watchers.add(look);
      look();
    });
  const of = <T extends RealtimeEvent['type']>(type: T) =>
    events.filter((event): event is Extract<RealtimeEvent, { type: T }> => event.type === type);
  const answered = (count: number): Promise<void> => until(() => of('response-finished').length >= count);
  /** The callee: silence, then a second of tone, marked as a detector would. */
  const speak = (): void => {
    const frame = new Int16Array(160);
    for (let at = 0; at < 50; at++) session.write(frame);
    session.speechStarted();
    for (let at = 0; at < 50; at++)
      session.write(frame.map((_, index) => 6000 * Math.sin((index * Math.PI) / 8)));
    session.speechEnded();
    for (let at = 0; at < 10; at++) session.write(frame);
  };
  /** The one failure, which is the last that is told. */
  const failure = async (): Promise<ModelError> => {
    await until(() => of('failed').length > 0);
    session.respond();
    session.write(new Int16Array(160));
    session.cancel();
    session.close();
    await server.idle();
    assert.equal(of('failed').length, 1);
    const last = events.at(-1)!;
    assert.ok(last.type === 'failed');
    assert.equal(last.error.provider, vendor);
    assert.ok(!`${last.error.message}${last.error.stack}`.includes(apiKey));
    await quiet();
    return last.error;
  };
  /** Neither side holds a socket, and no timer is left. */
  const quiet = async (): Promise<void> => {
    await server.idle();
    for (let turns = 0; clock.timers > 0 && turns < 200; turns++)
      await new Promise((resolve) => setImmediate(resolve));
    assert.equal(clock.timers, 0);
  };
  return { server, clock, model, session, events, until, of, answered, speak, failure, quiet };
}

/** Each item is finished once, and nothing of it comes after. */
export function assertItems(events: readonly RealtimeEvent[]): void {
  const finished = new Set<string>();
  const begun = new Set<string>();
  for (const event of events) {
    if (event.type === 'item-finished') {
      assert.ok(!finished.has(event.item), `${event.item} is finished twice`);
      finished.add(event.item);
    }
    if (event.type !== 'audio' && event.type !== 'agent-text') continue;
    assert.ok(!finished.has(event.item), `${event.type} after the end of ${event.item}`);
    begun.add(event.item);
  }
  assert.deepEqual([...begun].sort(), [...finished].sort());
}
