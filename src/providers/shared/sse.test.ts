import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { SseParser } from './sse.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const data = (text: string): string[] => new SseParser().push(bytes(text)).map((event) => event.data);

test('reads events by the standard', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['data: a\n\ndata:b\n\n', ['a', 'b']],
    ['data: a\r\n\r\ndata: b\r\rdata: c\n\n', ['a', 'b', 'c']],
    ['data: a\ndata: b\n\n', ['a\nb']],
    [': comment\n\ndata: a\n:\n\n', ['a']],
    ['event: x\n\ndata\n\n', ['']],
    ['retry: 10\nunknown: y\ndata:  two blanks\n\n', [' two blanks']],
    ['\ufeffdata: after a byte order mark\n\n', ['after a byte order mark']],
    ['data: cut off\n', []],
  ];
  for (const [text, events] of cases) assert.deepEqual(data(text), events, JSON.stringify(text));
  assert.deepEqual(new SseParser().push(bytes('id: 7\nevent: ping\ndata: x\n\ndata: y\n\n')), [
    { event: 'ping', data: 'x', id: '7' },
    { event: 'message', data: 'y', id: '7' },
  ]);
});

test('gives the same events wherever the bytes are cut', () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, ''));
  const lines = fc.array(fc.tuple(line, fc.constantFrom('\n', '\r', '\r\n')), { maxLength: 12 });
  fc.assert(
    fc.property(lines, fc.array(fc.nat(40), { maxLength: 12 }), (parts, cuts) => {
      const stream = bytes(parts.map(([text, end]) => `data: ${text}${end}${end}`).join(''));
      const whole = new SseParser().push(stream);
      assert.equal(whole.length, parts.length);
      const parser = new SseParser();
      const events = [];
      let at = 0;
      for (const cut of cuts) {
        events.push(...parser.push(stream.subarray(at, at + cut)));
        at += cut;
      }
      events.push(...parser.push(stream.subarray(at)));
      assert.deepEqual(events, whole);
    }),
  );
});

test('a line without end does not fill the memory', () => {
  const parser = new SseParser();
  const endless = (): void => {
    for (let i = 0; i < 20; i++) parser.push(bytes('x'.repeat(100_000)));
  };
  assert.throws(endless, RangeError);
});
