/** A call that is interrupted by `kill -9` at a chosen moment, and what became of it after the next start. */
import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { BaresipPeer } from '../peers/baresip.ts';
import { connect, type Client } from './parley.ts';
import { serve } from './served.ts';

/** Terminal within this long after the restart: the promise, ms. */
const TERMINAL_MS = 30_000;

/** One data directory, whatever process serves it. */
export interface Installation {
  /** PARLEY_…, with a fixed SIP port. */
  readonly environment: Record<string, string>;
  readonly key: string;
}

export interface KillReport {
  /** Status of the call when the process died, as far as the API had told. */
  readonly before: string;
  readonly outcome: string;
  readonly code: string;
  /** From the restart's first answer to the end, ms. */
  readonly endedAfterMs: number;
  /** How often the phone rang for it. */
  readonly rings: number;
}

/**
 * Places a call to `phone`, kills Parley `afterMs` later, starts it again on the same directory and ports.
 * @param pickUpMs the phone is picked up this long after it rang; null: it answers by itself
 */
export async function killDuringCall(
  { environment, key }: Installation,
  phone: BaresipPeer,
  agent: unknown,
  afterMs: number,
  pickUpMs: number | null,
): Promise<KillReport> {
  const rings = countOf(phone, 'CALL_INCOMING');
  const first = await serve(environment);
  const client = connect(first.url, key);
  const { status, body } = await client.post('/v1/calls', { agent, to: phone.uri });
  assert.equal(status, 201, JSON.stringify(body));
  const id = String(body['id']);
  const over = new AbortController();
  const picking = pickUpMs === null ? null : pickUp(phone, rings, pickUpMs, over.signal);
  await delay(afterMs);
  const before = String((await client.get(`/v1/calls/${id}`)).body['status']);
  await first.kill();
  const second = await serve(environment);
  const started = performance.now();
  const again = connect(second.url, key);
  const call = await again.settled(id, TERMINAL_MS);
  const endedAfterMs = Math.round(performance.now() - started);
  over.abort();
  await picking;
  await hungUp(phone, rings);
  const report = {
    before,
    outcome: String(call['outcome'].code),
    code: String(call['outcome'].end_reason.code),
    endedAfterMs,
    rings: countOf(phone, 'CALL_INCOMING') - rings,
  };
  await nothingMore(again, id, call);
  assert.equal(await second.stop(), 0, second.output());
  return report;
}

/** Every call that the phone saw begin, it saw end. */
async function hungUp(phone: BaresipPeer, before: number): Promise<void> {
  for (const start = performance.now(); ; await delay(20)) {
    const [began, ended] = [countOf(phone, 'CALL_INCOMING'), countOf(phone, 'CALL_CLOSED')];
    if (ended >= began) return;
    assert.ok(
      performance.now() - start < TERMINAL_MS,
      `the phone is still in ${began - ended} of ${began - before} calls`,
    );
  }
}

async function pickUp(phone: BaresipPeer, before: number, afterMs: number, over: AbortSignal): Promise<void> {
  for (; countOf(phone, 'CALL_INCOMING') === before; await delay(10)) if (over.aborted) return; // it never rang
  await delay(afterMs);
  // The call may be over by now: then there is nothing to pick up.
  await phone.accept().catch(() => {});
}

/** An end is an end: the same outcome a moment later, and exactly one in the log. */
async function nothingMore(client: Client, id: string, ended: Record<string, any>): Promise<void> {
  const events = (await client.get(`/v1/calls/${id}/events?limit=1000`)).body['data'] as {
    seq: number;
    type: string;
  }[];
  assert.deepEqual(
    events.map((event) => event.seq),
    events.map((_, index) => index + 1),
    'the log has a gap',
  );
  assert.equal(events.filter((event) => event.type === 'call-ended').length, 1);
  assert.equal(events.filter((event) => event.type === 'attempt-started').length <= 1, true, 'dialled twice');
  assert.deepEqual((await client.get(`/v1/calls/${id}`)).body['outcome'], ended['outcome']);
}

function countOf(phone: BaresipPeer, type: string): number {
  return phone.events.filter((event) => event.type === type).length;
}
