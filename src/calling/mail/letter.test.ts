import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endWith, type Call } from '#domain';
import { letterOf } from './letter.ts';

const LINK = 'https://parley.test/recordings/x?signature=1&a=2';
const domain = { name: 'x.test', sender: 'calls' };
const call = {
  ...{ id: '0190a5b4-c6d7-8e8f-8000-000123456789', direction: 'outbound', to: '+34600111222', from: null },
  ...{ person: { name: 'Ana <b>' }, plan: { agentName: 'Desk "7"\r\nBcc: all@x.test' } },
  outcome: endWith('agent-hung-up', 'conversation'),
  ...{ createdAt: 0, answeredAt: 1_000, endedAt: 62_400 },
  analysis: { summary: 'S & T', disposition: 'sold', data: { site: 'https://evil.test', size: 3 } },
  turns: [{ who: 'callee', text: '<script>alert(1)</script>', startMs: 0, endMs: 1, interrupted: false }],
} as unknown as Call;

test('a letter says who, how long, what came of it and what was said', () => {
  const { from, to, subject, text } = letterOf(call, ['desk@x.test'], domain, LINK);
  assert.deepEqual(
    [from, to, subject],
    [
      '"Desk 7 Bcc: all@x.test" <calls@x.test>',
      ['desk@x.test'],
      'Desk "7" Bcc: all@x.test: completed, Ana <b> (+34600111222)',
    ],
  );
  for (const line of ['Duration: 1:01 min', 'Disposition: sold', `Recording: ${LINK}`, 'size: 3', 'S & T'])
    assert.ok(text.split('\n').includes(line), line);
  assert.ok(text.endsWith('Transcript\ncallee: <script>alert(1)</script>'));
});

test('nothing that was said becomes markup, a header or a link', () => {
  const { from, subject, html } = letterOf(call, ['desk@x.test'], domain, LINK);
  for (const header of [from, subject]) assert.doesNotMatch(header, /[\r\n]/);
  assert.doesNotMatch(html, /<script|<b>\s*\(/);
  assert.deepEqual(
    [...html.matchAll(/href="([^"]+)"/g)].map(([, url]) => url),
    ['https://parley.test/recordings/x?signature=1&#38;a=2'],
  );
});

test('of a long transcript the end is told; a call without answer has no duration', () => {
  const turns = ['first', 'x'.repeat(30_000), 'y'.repeat(30_000)].map((text) => ({
    ...call.turns[0]!,
    text,
  }));
  const { text } = letterOf({ ...call, turns, answeredAt: null, analysis: null }, [], domain, null);
  assert.match(text, /Duration: not answered/);
  assert.doesNotMatch(text, /first|xxx|Recording|Summary/);
  assert.match(text, /y{30000}$/);
});
