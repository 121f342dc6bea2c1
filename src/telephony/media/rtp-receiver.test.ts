import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JitterBuffer } from '../rtp/jitter-buffer.ts';
import { parseRtp, printRtp } from '../rtp/packet.ts';
import { keyPacket } from '../rtp/telephone-event.ts';
import type { Agreement } from '../sdp/index.ts';
import { CallCodecs } from './call-codecs.ts';
import { RtpReceiver } from './rtp-receiver.ts';

const agreement: Agreement = {
  ...{ codec: 'PCMU', sendType: 0, receiveTypes: [[0, 'PCMU']], rtcpMux: false, direction: 'sendrecv' },
  telephoneEvent: { send: 101, receive: 101 },
  remote: { address: '127.0.0.1', port: 4000 },
  remoteRtcp: { address: '127.0.0.1', port: 4001 },
};

test('keys of a source that takes over are heard, wherever its timestamps begin', () => {
  const keys: string[] = [];
  const buffer = new JitterBuffer(
    () => undefined,
    () => undefined,
  );
  const receiver = new RtpReceiver(buffer, new CallCodecs(null), ({ digit }) => keys.push(digit));
  receiver.agree(agreement);
  let now = 0;
  const press = (ssrc: number, from: number, timestamp: number, digit: string, packets = 7): void => {
    for (let index = 0; index < packets; index++) {
      const { payload } = keyPacket(digit, index)!;
      const bytes = printRtp({
        ...{ marker: index === 0, payloadType: 101, sequence: from + index, timestamp, ssrc, payload },
      });
      receiver.take(parseRtp(bytes)!, now * 8, now);
      now += 20;
    }
  };
  press(1, 100, 3_000_000_000, '1');
  // RFC 3550, 5.1: another SSRC begins at random; half of all beginnings look older than the last key.
  press(2, 500, 1_000_000_000, '2');
  press(2, 507, 1_000_016_000, '3');
  // A key that is open when its source goes is told too, once.
  press(2, 514, 1_000_032_000, '4', 2);
  press(3, 900, 5_000, '5');
  assert.deepEqual(keys, ['1', '2', '3', '4', '5']);
});

test('what is on its way in the codec before is taken after a change; not in the one before that, nor a number that is a key now', () => {
  const buffer = new JitterBuffer(
    () => undefined,
    () => undefined,
  );
  const receiver = new RtpReceiver(buffer, new CallCodecs(null), () => undefined);
  const takes = (payloadType: number): boolean =>
    receiver.read(
      printRtp({
        ...{ marker: false, payloadType, sequence: 1, timestamp: 0, ssrc: 1, payload: new Uint8Array(160) },
      }),
    ) !== null;
  receiver.agree({ ...agreement, receiveTypes: [[0, 'PCMU']] });
  receiver.agree({ ...agreement, receiveTypes: [[8, 'PCMA']] });
  assert.deepEqual([takes(0), takes(8), takes(9)], [true, true, false]);
  receiver.agree({ ...agreement, receiveTypes: [[99, 'G722']] });
  assert.deepEqual([takes(0), takes(8), takes(99)], [false, true, true]);
  const keys: string[] = [];
  const other = new RtpReceiver(buffer, new CallCodecs(null), ({ digit }) => keys.push(digit));
  other.agree({ ...agreement, receiveTypes: [[99, 'G722']] });
  other.agree({ ...agreement, telephoneEvent: { send: 99, receive: 99 } });
  for (let index = 0; index < 7; index++) {
    const { payload } = keyPacket('7', index)!;
    const bytes = printRtp({
      ...{ marker: index === 0, payloadType: 99, sequence: index, timestamp: 0, ssrc: 1, payload },
    });
    other.take(parseRtp(bytes)!, index * 160, index * 20);
  }
  assert.deepEqual(keys, ['7']);
});
