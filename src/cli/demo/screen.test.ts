import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createScreen, describeEvent } from './screen.ts';

const event = (type: string, data: Record<string, unknown>) => ({ seq: 1, at: '', type, data });

function written(isTTY: boolean): string {
  let text = '';
  const screen = createScreen({ isTTY, write: (piece) => (text += piece) });
  screen.progress('dialling', 0);
  screen.progress('dialling', 500);
  screen.progress('ringing', 1000);
  screen.line('answered');
  screen.line('bye');
  return text;
}

test('a terminal replaces the progress line, a file gets each stage once', () => {
  assert.equal(written(false), 'dialling …\nringing …\nanswered\nbye\n');
  assert.equal(
    written(true),
    '\r\u001b[Kdialling … 0.0 s\r\u001b[Kdialling … 0.5 s\r\u001b[Kringing … 1.0 s\r\u001b[Kanswered\nbye\n',
  );
});

test('turns carry their time, latencies their stages; a stage that was over early took no time', () => {
  assert.equal(
    describeEvent(event('agent-said', { text: 'Hello.', start_ms: 61_234, interrupted: false })),
    ' 1:01.2  agent   Hello.',
  );
  assert.equal(
    describeEvent(event('callee-said', { text: '', start_ms: 900 })),
    ' 0:00.9  callee  (not understood)',
  );
  const spans = { endpoint_ms: 700, stt_ms: 450, mind_ms: 700, tts_ms: 720, total_ms: 740 };
  assert.equal(
    describeEvent(event('turn-measured', spans))?.trim(),
    'answered after 740 ms: sure it had ended 700 ms, understood 0 ms, decided 0 ms, voice 40 ms',
  );
  assert.equal(describeEvent(event('alarm-reached', {})), null);
});
