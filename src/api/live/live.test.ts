import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test, type TestContext } from 'node:test';
import { WebSocket } from 'ws';
import type { CallMonitor } from '#domain';
import { parseId, realClock, seededRandom, silentLogger, VirtualClock, type Id } from '#kernel';
import { flowAgent, openTestApi } from '../testing.ts';
import { runTalk } from './talk.ts';
import { createTickets } from './ticket.ts';
import { fromOperator, toListener } from './frames.ts';

async function withCall(t: TestContext) {
  const server = await openTestApi({ clock: realClock });
  t.after(() => server.api.close());
  const { url } = await server.api.listen({ host: '127.0.0.1', port: 0 });
  const id: string = (await server.post('/v1/calls', { agent: flowAgent, to: '+34600111222' })).json().id;
  const inner = parseId(id) as Id;
  server.calls.change(inner, { status: 'in_progress' });
  const spoken: Int16Array[] = [];
  const acts: string[] = [];
  const end = Promise.withResolvers<void>();
  let edge = 320;
  const monitor: CallMonitor = {
    position: () => 160,
    ended: end.promise,
    read: (from) => ({ at: from, pcm: new Int16Array(Math.max(0, edge - from) * 2).fill(0x0102) }),
    takeOver: () => acts.push('take-over') > 0,
    speak: (pcm) => void spoken.push(pcm),
    handBack: () => void acts.push('hand-back'),
    close: () => void acts.push('close'),
  };
  server.calls.monitors.set(inner, monitor);
  const base = url.replace('http', 'ws');
  const open = (path: string, key: string | null = server.liveKey) => {
    const socket = new WebSocket(base + path, {
      headers: key === null ? {} : { authorization: `Bearer ${key}` },
    });
    const texts: Record<string, unknown>[] = [];
    const frames: Buffer[] = [];
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (isBinary) frames.push(data);
      else texts.push(JSON.parse(data.toString()));
    });
    const until = async (isThere: () => boolean) => {
      while (!isThere()) await once(socket, 'message');
    };
    return { socket, texts, frames, until };
  };
  const refused = async (path: string, key: string | null = server.liveKey) => {
    const { socket } = open(path, key);
    const [, answer] = await once(socket, 'unexpected-response');
    let body = '';
    for await (const piece of answer) body += piece;
    return [answer.statusCode, JSON.parse(body).code];
  };
  return { ...server, id, inner, spoken, acts, end, open, refused, hear: (to: number) => (edge = to) };
}

test('who listens hears both sides with their place, sees events, and is told the end', async (t) => {
  const { id, inner, calls, end, open, hear, acts } = await withCall(t);
  const { socket, texts, frames, until } = open(`/v1/calls/${id}/live`);
  await until(() => frames.length > 0);
  assert.deepEqual(texts[0], {
    ...{ type: 'listening', format: 'l16', rate: 8000, channels: ['callee', 'agent'], at: 160, speak: 'no' },
  });
  assert.deepEqual(
    [frames[0]!.readUInt32BE(0), frames[0]!.length, frames[0]!.readUInt16BE(4)],
    [160, 644, 0x0102],
  );
  hear(480);
  await until(() => frames.length > 1);
  assert.equal(frames[1]!.readUInt32BE(0), 320);
  calls.append(inner, { at: 5, type: 'callee-said', data: { text: 'Yes.' } });
  await until(() => texts.some(({ event }) => event === 'callee-said'));
  socket.send(Buffer.alloc(320));
  await until(() => texts.some(({ type }) => type === 'refused'));
  const closed = once(socket, 'close');
  end.resolve();
  assert.equal((await closed)[0], 1000);
  assert.deepEqual(acts, ['close']);
});

test('an operator takes over, speaks, whispers and hands back', async (t) => {
  const { id, open, spoken, acts, calls } = await withCall(t);
  const { socket, texts, until } = open(`/v1/calls/${id}/live?speak=takeover&format=pcmu`);
  await until(() => texts.some(({ type }) => type === 'taken-over'));
  socket.send(Buffer.alloc(160, 0xff));
  socket.send('{"type":"whisper","text":"Offer ten percent."}');
  await until(() => texts.some(({ type }) => type === 'whispered'));
  assert.deepEqual(spoken, [new Int16Array(160)]);
  assert.deepEqual(calls.commands[0]?.command, {
    type: 'inform',
    text: 'Offer ten percent.',
    respond: false,
  });
  for (const bad of ['x', '[]', '{"type":"whisper"}', '{"type":"fly"}']) socket.send(bad);
  await until(() => texts.filter(({ type }) => type === 'refused').length === 4);
  socket.send('{"type":"hand-back"}');
  await until(() => texts.some(({ type }) => type === 'handed-back'));
  socket.terminate();
  await once(socket, 'close');
  assert.deepEqual(acts.slice(0, 2), ['take-over', 'hand-back']);
});

test('a ticket stands for a key for a minute; nothing else opens the door', async (t) => {
  const { id, inner, post, get, open, refused, calls } = await withCall(t);
  const ticket = (await post(`/v1/calls/${id}/live-tickets`, { speak: 'whisper' })).json();
  const { texts, until, socket } = open(ticket.url, null);
  await until(() => texts.length > 0);
  assert.equal(texts[0]!['speak'], 'whisper');
  socket.terminate();
  assert.deepEqual(await refused(`${ticket.url.slice(0, -3)}abc`, null), [401, 'ticket-invalid']);
  assert.deepEqual(await refused(`/v1/calls/${id}/live`, null), [401, 'unauthorized']);
  assert.deepEqual(await refused('/v1/calls/call_00000000000000000000/live'), [404, 'call-unknown']);
  assert.deepEqual(await refused(`/v1/calls/${id}/live?speak=loudly`), [400, 'invalid-request']);
  assert.equal((await get(`/v1/calls/${id}/live`)).json().code, 'upgrade-required');
  calls.monitors.delete(inner);
  assert.deepEqual(await refused(`/v1/calls/${id}/live`), [409, 'call-not-in-progress']);
});

test('what a ticket opened ends with the key that had it issued, and the ticket is worth nothing then', async (t) => {
  const { id, post, delete: remove, open, refused } = await withCall(t);
  const made = (await post('/v1/keys', { name: 'desk' })).json();
  const { url } = (await post(`/v1/calls/${id}/live-tickets`, {}, { key: made.key })).json();
  const { socket, texts, until } = open(url, null);
  await until(() => texts.length > 0);
  const closed = once(socket, 'close');
  await remove(`/v1/keys/${made.id}`);
  assert.equal((await closed)[0], 4401);
  assert.deepEqual(await refused(url, null), [401, 'ticket-invalid']);
});

/** A talk on a socket that is looked into, in virtual time. */
function talk() {
  const clock = new VirtualClock();
  const sent: (Buffer | Record<string, unknown>)[] = [];
  const listeners = new Map<string, () => void>();
  const acts: string[] = [];
  const socket = {
    bufferedAmount: 0,
    send: (data: Buffer | string) =>
      void sent.push(typeof data === 'string' ? (JSON.parse(data) as Record<string, unknown>) : data),
    on: (event: string, listener: () => void) => void listeners.set(event, listener),
    close: () => void acts.push('close'),
    terminate: () => void acts.push('terminate'),
    ping: () => void acts.push('ping'),
  };
  const monitor = {
    position: () => 0,
    ended: new Promise<void>(() => {}),
    read: (from: number) => ({ at: from, pcm: new Int16Array(640) }),
    close: () => undefined,
  };
  runTalk({
    ...{ format: 'l16', speak: 'no', clock, logger: silentLogger },
    ...{ socket: socket as unknown as WebSocket, monitor: monitor as unknown as CallMonitor },
    events: async function* () {},
    control: async () => undefined,
  });
  return { clock, sent, acts, socket, hear: (event: string) => listeners.get(event)!() };
}

test('a slow reader loses frames, not the connection, and is told how many', async () => {
  const { clock, sent, socket, hear } = talk();
  await clock.advance(40);
  socket.bufferedAmount = 65_537;
  await clock.advance(80);
  socket.bufferedAmount = 65_536;
  await clock.advance(40);
  hear('close');
  await clock.advance(1_000);
  const [, first, second, told, third, ...rest] = sent;
  assert.deepEqual(told, { type: 'dropped', samples: 640 });
  assert.deepEqual(
    [first, second, third].map((frame) => (frame as Buffer).readUInt32BE(0)),
    [0, 320, 1_280],
  );
  assert.deepEqual(rest, [], 'nothing goes on after the end');
});

test('who leaves a ping unanswered until the next is let go', async () => {
  const { clock, acts, hear } = talk();
  await clock.advance(15_000);
  hear('pong');
  await clock.advance(15_000);
  assert.deepEqual(acts, ['ping', 'ping']);
  await clock.advance(15_000);
  assert.deepEqual(acts, ['ping', 'ping', 'terminate']);
  await clock.advance(60_000);
  assert.equal(acts.length, 3);
});

test('tickets: no changed byte is taken, nor one that is over', () => {
  const clock = { ...realClock, now: () => 1_000_000 };
  const tickets = createTickets(seededRandom(3).bytes(32), clock);
  const id = parseId('0190a5b4c6d7e8f901234567') as Id;
  const ticket = {
    ...({ organizationId: id, callId: id, speak: 'takeover' } as const),
    holder: { kind: 'member', id, homeId: id },
  } as const;
  const text = tickets.issue(ticket, 1_000_001);
  assert.deepEqual(tickets.read(text), ticket);
  assert.equal(tickets.read(tickets.issue(ticket, 1_000_000)), null);
  const bytes = Buffer.from(text, 'base64url');
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    assert.equal(tickets.read(changed.toString('base64url')), null, `byte ${at}`);
  }
});

test('frames: what the operator sends is what the listener hears', () => {
  const pcm = Int16Array.of(-32768, 32767, 0, -1);
  assert.deepEqual(fromOperator(toListener({ at: 7, pcm }, 'l16').subarray(4), 'l16'), pcm);
  assert.equal(fromOperator(Buffer.alloc(3), 'l16').length, 1);
});
