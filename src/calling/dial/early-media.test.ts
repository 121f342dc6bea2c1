import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LineEvents } from '#audio';
import { Emitter } from '#kernel';
import type { Negotiation, SipCallEvents, SipEnding } from '#telephony';
import { EarlyMedia } from './early-media.ts';

const TAKEN: Negotiation = { ok: true, codec: 'PCMU', telephoneEvent: true, srtp: null, held: false };
const fault = (error: unknown): void => assert.fail(String(error));

function open() {
  const sip = new Emitter<SipCallEvents>(fault);
  const line = new Emitter<LineEvents>(fault);
  const heard: string[] = [];
  const notes: [string, object][] = [];
  const media = {
    events: line,
    hearEarly(sdp: string): Negotiation {
      heard.push(sdp);
      return sdp === 'bad' ? { ok: false, problem: 'malformed-sdp', detail: 'no' } : TAKEN;
    },
  };
  const log = { note: (type: string, data: object = {}) => void notes.push([type, data]) };
  const early = new EarlyMedia({ events: sip }, media, log);
  const ring = (status: number, sdp?: string, leg = 'one'): void =>
    sip.emit('provisional', { status, reason: '', leg, ...(sdp === undefined ? {} : { sdp }) });
  let seq = 0;
  const tone = (name: LineEvents['tone-detected']['tone']): void =>
    line.emit('tone-detected', { seq: ++seq, at: 0, tone: name });
  return { sip, heard, notes, early, ring, tone };
}

const REFUSED: SipEnding = { kind: 'rejected', by: 'peer', status: 480 };

test('each leg is told once; the last description is heard; a leg that is over gives way', () => {
  const { heard, notes, ring } = open();
  ring(180);
  ring(183, 'a');
  ring(183, 'a2');
  ring(183, 'b', 'two');
  ring(199, undefined, 'two');
  ring(199, undefined, 'one');
  ring(183, 'bad', 'three');
  assert.deepEqual(heard, ['a', 'a2', 'b', 'a2', 'bad']);
  assert.deepEqual(notes, [
    ['early-media-started', { status: 183, leg: 'one', codec: 'PCMU' }],
    ['early-media-started', { status: 183, leg: 'two', codec: 'PCMU' }],
    ['early-media-unusable', { status: 183, leg: 'three', detail: 'no' }],
  ]);
});

test('a tone that says why goes into the ending; ringback does not, nor one without early media', () => {
  for (const [tones, wanted] of [
    [['ringback'], undefined],
    [['busy'], 'busy'],
    [['sit', 'ringback'], 'sit'],
  ] as const) {
    const { early, ring, tone } = open();
    tone('congestion');
    ring(183, 'a');
    for (const each of tones) tone(each);
    assert.deepEqual(early.toldBy(REFUSED), wanted ? { ...REFUSED, heard: wanted } : REFUSED);
  }
});

test('an answer without a description is what was described before it', () => {
  const { early, ring } = open();
  assert.equal(early.answer(undefined), '');
  ring(183, 'a');
  ring(183, 'b', 'two');
  ring(180, undefined, 'one');
  assert.deepEqual([early.answer('c'), early.answer(undefined)], ['c', 'b']);
  ring(199, undefined, 'two');
  assert.equal(early.answer(undefined), 'a');
});

test('after the answer nothing is early', () => {
  const { sip, early, ring, tone, heard } = open();
  ring(183, 'a');
  sip.emit('answered', { at: 0 });
  tone('busy');
  ring(183, 'b', 'two');
  assert.deepEqual(heard, ['a']);
  assert.deepEqual(early.toldBy(REFUSED), REFUSED);
});
