import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { VirtualClock } from '#kernel';
import { Connection, CONNECT_MS, IDLE_MS, PARTIAL_MS, PING_MS, PONG_MS } from './connection.ts';

/** A socket that keeps what is written to it. */
class Wire extends EventEmitter {
  readonly written: string[] = [];
  writableLength = 0;
  destroyed = false;
  write(bytes: string | Uint8Array): void {
    this.written.push(Buffer.from(bytes).toString());
  }
  destroy(): void {
    this.destroyed = true;
  }
}

function open(more: { needed?: boolean; connecting?: boolean } = {}) {
  const clock = new VirtualClock();
  const wire = new Wire();
  const got: string[] = [];
  const connection = new Connection({
    ...{ flow: 1, peer: { transport: 'TCP', host: '192.0.2.1', port: 5060 }, clock },
    socket: wire as unknown as Socket,
    connecting: more.connecting ?? false,
    needed: () => more.needed ?? false,
    message: (bytes) => got.push(Buffer.from(bytes).toString().split(' ')[0]!),
    closed: () => undefined,
    silence: 'without a word',
    explain: (error) => error.message,
  });
  return { clock, wire, got, connection, hear: (text: string) => wire.emit('data', Buffer.from(text)) };
}

const OPTIONS = 'OPTIONS sip:a@b SIP/2.0\r\nl: 0\r\n\r\n';

test('two CRLFs are answered with one (RFC 5626, 3.5.1); what drips is cut off, whatever comes after its beginning', async () => {
  const { clock, wire, got, hear } = open();
  hear(`\r\n\r\n${OPTIONS}`);
  assert.deepEqual([wire.written, got], [['\r\n'], ['OPTIONS']]);
  hear('OPT');
  await clock.advance(PARTIAL_MS - 1);
  hear('I');
  assert.equal(wire.destroyed, false);
  await clock.advance(1);
  assert.equal(wire.destroyed, true);
  assert.equal(clock.timers, 0);
});

test('who asks for pongs and does not read them is cut off', () => {
  const { wire, hear } = open();
  wire.write = (bytes) => {
    wire.writableLength += bytes.length;
  };
  const pings = '\r\n\r\n'.repeat(16_384);
  for (let i = 0; i < 100 && !wire.destroyed; i++) hear(pings);
  assert.equal(wire.destroyed, true);
  assert.ok(wire.writableLength < 1_100_000, String(wire.writableLength));
});

test('a connection is mute from a request until the peer says anything', () => {
  const { connection, hear } = open();
  assert.equal(connection.isMute, false);
  connection.send(Buffer.from('SIP/2.0 200 OK'), false, () => undefined);
  assert.equal(connection.isMute, false, 'a response asks for nothing');
  connection.send(Buffer.from('INVITE'), true, () => undefined);
  assert.equal(connection.isMute, true);
  hear('\r\n');
  assert.equal(connection.isMute, false);
});

test('a needed connection is pinged and lives by its pong; one that nobody needs ends when idle (RFC 5626, 4.4.1)', async () => {
  const needed = open({ needed: true });
  await needed.clock.advance(PING_MS);
  assert.deepEqual(needed.wire.written, ['\r\n\r\n']);
  await needed.clock.advance(1);
  needed.hear('\r\n');
  await needed.clock.advance(PONG_MS);
  assert.equal(needed.wire.destroyed, false);
  await needed.clock.advance(2 * PING_MS + PONG_MS);
  assert.equal(needed.wire.destroyed, true);
  const idle = open();
  await idle.clock.advance(IDLE_MS - 1);
  assert.deepEqual([idle.wire.destroyed, idle.wire.written], [false, []]);
  await idle.clock.advance(1);
  assert.equal(idle.wire.destroyed, true);
});

test('what waits for a connection that never comes was not sent; what was written and not heard of may have been', async () => {
  const told: [string, boolean][] = [];
  const tell = (detail: string, unsent: boolean): void => void told.push([detail, unsent]);
  const waiting = open({ connecting: true });
  waiting.connection.send(Buffer.from(OPTIONS), true, tell);
  await waiting.clock.advance(CONNECT_MS);
  const there = open();
  there.connection.send(Buffer.from(OPTIONS), true, tell);
  there.connection.send(Buffer.from('SIP/2.0 200 OK'), false, tell);
  there.wire.emit('end');
  there.wire.emit('close');
  const heard = open();
  heard.connection.send(Buffer.from(OPTIONS), true, tell);
  heard.hear('\r\n');
  heard.wire.emit('close');
  assert.deepEqual(told, [
    ['nobody answered in time', true],
    ['without a word', false],
  ]);
});
