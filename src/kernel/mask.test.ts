/** Masking of what strangers choose. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mask } from './logger.ts';

test('addresses, numbers, users are masked, also behind beginnings that lead nowhere', () => {
  const cases: [string, string][] = [
    ['to sip:+34600111222@h now', 'to sip:***@h now'],
    ['sips:ann@h', 'sips:***@h'],
    ['sip:sip:ann@h', 'sip:sip:***@h'],
    ['a.b+c@mail.example and x', '***@*** and x'],
    ['...a@b.c', '***@***'],
    ['+34600111222', '+***22'],
  ];
  for (const [text, masked] of cases) assert.equal(mask(text), masked);
});

test('texts of 64 KB cost linear time', () => {
  for (const piece of ['92.0.2.', 'a', 'sip:', 'a@', '+1', 'sip:a.b-', '@-']) {
    const text = piece.repeat(Math.floor(65_000 / piece.length));
    const before = process.threadCpuUsage();
    mask(text);
    const { user, system } = process.threadCpuUsage(before);
    assert.ok(user + system < 50_000, `${piece}: ${user + system} µs`);
  }
});
