/** A captured call between two endpoints on the loopback, as tshark sees it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CallCapture } from '#telephony';
import { readPcap } from '../../src/telephony/capture/testing.ts';
import { freshFolder } from '../peers/program.ts';
import { openPhone, place, SDP } from './phone.ts';

const tshark = spawnSync('tshark', ['-v']).error === undefined;

test('the messages of a call, both ways and in their order; tshark reads them, and the headers of RTP', async (t) => {
  const [ann, bob] = await Promise.all([openPhone(), openPhone()]);
  t.after(() => Promise.all([ann.close(), bob.close()]));
  bob.onInvite((call) => void call.accept(SDP, () => Promise.resolve()));
  const capture = new CallCapture();
  const identity = ann.newIdentity();
  const stop = ann.watch(identity.callId, (packet) => capture.sip(packet));
  const placed = place(ann, bob.address, { identity });
  await placed.answered;
  const header = Buffer.from('8000000100000000deadbeef', 'hex');
  capture.rtp({
    ...{ at: Date.now(), direction: 'received', kind: 'rtp', localPort: 6_000, header, length: 172 },
    remote: { address: '127.0.0.1', port: 4_000 },
  });
  placed.call.hangUp();
  await placed.ended;
  stop();
  const lines = readPcap(capture.bytes()).map(({ payload }) => payload.toString('latin1').split(' ')[0]!);
  assert.deepEqual(
    lines.filter((line) => /^[A-Z]+$/.test(line)),
    ['INVITE', 'ACK', 'BYE'],
  );
  if (!tshark) return t.diagnostic('tshark is not installed: only our own reader read the file');
  const file = join(freshFolder('capture'), 'call.pcap');
  writeFileSync(file, capture.bytes());
  const fields = [
    '-T',
    'fields',
    '-e',
    'sip.Method',
    '-e',
    'sip.Status-Code',
    '-e',
    'rtp.ssrc',
    '-e',
    'frame.len',
  ];
  const ports = [ann.address, bob.address].flatMap((address) => [
    '-d',
    `udp.port==${address.split(':')[1]},sip`,
  ]);
  const { stdout, stderr } = spawnSync(
    'tshark',
    ['-r', file, ...ports, '-d', 'udp.port==4000,rtp', ...fields],
    {
      encoding: 'utf8',
    },
  );
  const seen = stdout
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  assert.deepEqual(
    seen.map(([method, status]) => method || status).filter((each) => each && each !== '100'),
    ['INVITE', '200', 'ACK', 'BYE', '200'],
    stderr,
  );
  assert.deepEqual(seen.find(([, , ssrc]) => ssrc)?.slice(2), ['0xdeadbeef', '200']);
});
