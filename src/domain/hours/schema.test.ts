import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAgentConfig } from '../agents/parse.ts';

const agent = (hours: unknown) => parseAgentConfig({ name: 'A', prompt: 'Be brief.', hours });
const windows = [{ days: ['mon'], from: '09:00', to: '24:00' }];

test('an agent has hours', () => {
  const parsed = agent({ time_zone: 'Europe/Madrid', windows, after_hours_message: 'We are closed.' });
  assert.ok('ok' in parsed, JSON.stringify(parsed));
});

const faulty: [string, unknown, string][] = [
  ['a zone that is none', { time_zone: 'Mars/Base', windows }, 'hours.time_zone'],
  [
    'a window without length',
    { time_zone: 'UTC', windows: [{ days: ['mon'], from: '09:00', to: '09:00' }] },
    'hours.windows[0].to',
  ],
  [
    'no length, in two spellings',
    { time_zone: 'UTC', windows: [{ days: ['mon'], from: '09:00', to: '09:00:00' }] },
    'hours.windows[0].to',
  ],
  [
    'an hour that is none',
    { time_zone: 'UTC', windows: [{ days: ['mon'], from: '9', to: '10:00' }] },
    'hours.windows[0].from',
  ],
  ['no window', { time_zone: 'UTC', windows: [] }, 'hours.windows'],
];
for (const [what, hours, param] of faulty)
  test(`hours, refused: ${what}`, () => {
    const parsed = agent(hours);
    assert.ok('faults' in parsed);
    assert.equal(parsed.faults[0]?.param, param);
  });
