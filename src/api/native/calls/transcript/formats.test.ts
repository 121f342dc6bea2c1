import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Turn } from '#domain';
import { transcriptText, transcriptVtt } from './formats.ts';

const turns: Turn[] = [
  { who: 'agent', text: 'Hello,\nis it <you> & me?', startMs: 40, endMs: 2500.4, interrupted: true },
  { who: 'callee', text: 'Yes.', startMs: 3_723_004, endMs: 3_723_004, interrupted: false },
];

test('text: a line a turn', () => {
  assert.equal(transcriptText(turns), 'Agent: Hello, is it <you> & me? —\nCallee: Yes.\n');
  assert.equal(transcriptText([]), '');
});

test('vtt: cues in hours, nothing that is markup, none without length', () => {
  assert.equal(
    transcriptVtt(turns),
    'WEBVTT\n\n00:00:00.040 --> 00:00:02.500\n<v Agent>Hello, is it &lt;you&gt; &amp; me?\n\n' +
      '01:02:03.004 --> 01:02:03.005\n<v Callee>Yes.\n',
  );
  assert.equal(transcriptVtt([]), 'WEBVTT\n');
});
