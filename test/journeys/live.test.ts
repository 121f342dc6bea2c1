/** A person at a running call: hears both sides in their place, whispers to the agent, speaks in its stead. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { readClip } from '../../fixtures/speech/clips.ts';
import { startBaresip } from '../peers/baresip.ts';
import { speechLevel } from '../peers/listen.ts';
import { startLlm } from '../peers/llm-server.ts';
import { startS3 } from '../peers/s3.ts';
import { runParley, type Running } from './parley.ts';
import { eventsOf, findPieces, recordingOf, until } from './recorded.ts';

const VOICE = 'rms';
const GREETING = 'Good morning, this is the dentist speaking.';
const OFFER = 'I can offer you ten percent.';
const PLACE = { bucket: 'calls', prefix: '', region: 'eu-1', accessKeyId: 'id', secretAccessKey: 'secret' };
/** 1.6 s that are sent at once, as a network does that stood still. */
const OPERATOR = readClip('yes_works_slt').subarray(0, 12_800);

/** The callee's side: a sound that is no word, found by its course. */
function chirp(): Int16Array {
  return Int16Array.from({ length: 6_400 }, (_, n) => 8_000 * Math.sin((n / 8_000) * (2_000 + n / 4)));
}

/** One WebSocket at a call: what it was told, and both sides by their samples. */
async function attach({ parley }: Running, key: string, id: string, query = '') {
  const socket = new WebSocket(`${parley.url.replace('http', 'ws')}/v1/calls/${id}/live${query}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const told: Record<string, unknown>[] = [];
  const pieces: { readonly at: number; readonly pairs: Buffer }[] = [];
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) pieces.push({ at: data.readUInt32BE(0), pairs: data.subarray(4) });
    else told.push(JSON.parse(data.toString()) as Record<string, unknown>);
  });
  const closed = once(socket, 'close');
  await once(socket, 'open');
  return {
    ...{ socket, told, pieces, closed },
    hears: (type: string) => until(() => told.some((message) => message['type'] === type)),
    side(channel: 0 | 1): Int16Array {
      const heard = new Int16Array(Math.max(...pieces.map(({ at, pairs }) => at + pairs.length / 4)));
      for (const { at, pairs } of pieces)
        for (let n = 0; n < pairs.length / 4; n++) heard[at + n] = pairs.readInt16BE(n * 4 + channel * 2);
      return heard;
    },
  };
}

test('an operator listens, takes over, hands back and whispers', { timeout: 60_000 }, async (context) => {
  const [llm, s3, phone] = await Promise.all([
    startLlm(({ messages }) => ({
      text: /ten percent/.test(JSON.stringify(messages)) ? OFFER : 'Very well.',
    })),
    startS3(PLACE.accessKeyId, PLACE.secretAccessKey, PLACE.region),
    startBaresip({ codec: 'PCMU', says: chirp() }),
  ]);
  context.after(() => Promise.all([llm.stop(), s3.close(), phone.stop()]));
  const running = await runParley({
    llm: { url: llm.url, key: 'sk-journey', model: 'small' },
    recordings: { ...PLACE, endpoint: s3.url },
  });
  context.after(() => running.close());
  const { client, parley } = running;
  const { key } = await parley.createKey('live', 'operator');
  const agent = {
    ...{ name: 'Desk', language: 'en-US', voice: { id: VOICE }, greeting: GREETING, interruptible: false },
    ...{ prompt: 'You help with visits.', silence: { reminder_after_s: 60 } },
  };
  const id: string = (await client.post('/v1/calls', { agent, to: phone.uri })).body['id'];
  const said = async (text: string) =>
    until(async () =>
      (await eventsOf(client, id)).some(({ type, data }) => type === 'agent-said' && data['text'] === text),
    );
  await phone.event('CALL_ESTABLISHED');
  await client.settled(id, 10_000, ({ status }) => status === 'in_progress');
  const listener = await attach(running, key, id);
  await said(GREETING);

  const operator = await attach(running, key, id, '?speak=takeover');
  await operator.hears('taken-over');
  const voice = Buffer.alloc(OPERATOR.length * 2);
  OPERATOR.forEach((sample, n) => voice.writeInt16BE(sample, n * 2));
  operator.socket.send(voice);
  await until(() => operator.pieces.length > 0);
  const from = operator.pieces[0]!.at;
  await until(() => operator.pieces.at(-1)!.at > from + OPERATOR.length + 4_000);
  operator.socket.send('{"type":"hand-back"}');
  await operator.hears('handed-back');
  operator.socket.send('{"type":"whisper","text":"Offer ten percent.","respond":true}');
  await said(OFFER);
  await client.post(`/v1/calls/${id}/hangup`);
  const [code] = (await listener.closed) as [number];
  assert.equal(code, 1000);
  await operator.closed;
  const { turns } = await client.settled(id);
  assert.ok(
    listener.told.some(({ type, event }) => type === 'event' && event === 'operator-took-over'),
    JSON.stringify(listener.told),
  );
  assert.doesNotMatch(JSON.stringify(turns), /Offer ten percent/, 'what is whispered is no turn');

  // The callee heard the agent, the operator alone, and the agent again.
  await phone.event('CALL_CLOSED');
  const heard = phone.heard();
  const { correlation, offset } = findPieces(OPERATOR, heard);
  assert.ok(correlation > 0.95, `the operator: ${correlation}`);
  assert.ok(speechLevel(heard.subarray(0, offset)).activeMs > 1_000, 'the greeting');
  assert.ok(speechLevel(heard.subarray(offset + OPERATOR.length)).activeMs > 800, 'the offer');

  // The listener heard what was recorded, sample by sample, from where it came in.
  const recorded = await recordingOf(client, id);
  const start = listener.pieces[0]!.at;
  for (const [channel, whole] of [recorded.callee, recorded.agent].entries()) {
    const side = listener.side(channel as 0 | 1);
    assert.deepEqual(side.subarray(start), whole.subarray(start, side.length), `channel ${channel}`);
    assert.ok(whole.length - side.length < 1_600, 'it heard to the end');
  }
  const sound = findPieces(chirp(), recorded.callee);
  assert.ok(sound.correlation > 0.8, `the callee: ${sound.correlation}`);
  assert.ok(speechLevel(listener.side(1)).activeMs > 1_000, 'and the agent on the right');

  // What is deleted is gone from the bucket as well.
  await until(() => s3.objects.size === 1);
  const url = `${parley.url}/v1/calls/${id}`;
  const headers = { authorization: `Bearer ${key}` };
  assert.equal((await fetch(url, { method: 'DELETE', headers })).status, 204);
  assert.equal(s3.objects.size, 0);
  assert.equal((await fetch(`${url}/recording`, { headers })).status, 404);
});
