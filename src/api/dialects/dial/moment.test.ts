import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMoment } from './moment.ts';

test('moments: every form of ISO 8601 that is sent, to the millisecond and never before it', () => {
  const noon = Date.UTC(2026, 2, 2, 12);
  const moments: readonly (readonly [string, number | null])[] = [
    ['2026-03-02T12:00:00Z', noon],
    ['2026-03-02 12:00', noon],
    ['2026-03-02T12:00:00.250Z', noon + 250],
    ['2026-03-02T14:00:00,5+0200', noon + 500],
    ['2026-03-02T12:00:00.123456Z', noon + 124],
    ['2026-03-02T12:00:00.9999999Z', noon + 1000],
    ['2026-03-02', noon - 43_200_000],
    ['2026-02-30T12:00:00Z', null],
    ['tomorrow', null],
  ];
  for (const [text, at] of moments) assert.equal(parseMoment(text), at, text);
});
