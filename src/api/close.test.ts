import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { VirtualClock } from '#kernel';
import { openTestApi } from './testing.ts';

test('who does not come to an end holds the server for five seconds and no longer', async () => {
  const clock = new VirtualClock();
  const { api, liveKey } = await openTestApi({ clock });
  const { url } = await api.listen({ host: '127.0.0.1', port: 0 });
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const accepted = once(api.app.server, 'connection');
  const head = [
    'Host: x',
    `Authorization: Bearer ${liveKey}`,
    'Content-Type: application/json',
    'Content-Length: 9',
  ];
  socket.write(['POST /v1/calls HTTP/1.1', ...head, '', '{'].join('\r\n'));
  await accepted;
  await once(api.app.server, 'request');
  const gone = once(socket, 'close');
  let isClosed = false;
  const closed = api.close().then(() => (isClosed = true));
  await clock.advance(4_999);
  await new Promise((resolve) => setImmediate(resolve));
  assert.ok(!isClosed);
  await clock.advance(1);
  await Promise.all([closed, gone]);
});
