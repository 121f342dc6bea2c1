import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ScriptedLine } from '#audio';
import type { AgentConfig } from '#domain';
import { silentLogger, VirtualClock } from '#kernel';
import type { SttStream, SttStreamEvent, ToolServices } from '#models';
import { WordStt } from './ear/testing.ts';
import { createConversation } from './index.ts';
import { planOf } from './rig/testing.ts';
import { ScriptedHttp, ScriptedLlm, ScriptedTts, type ScriptedReply } from './testing.ts';

const LATENCY = 400;

/** Models behind a network: everything that needs it is counted, and takes 400 ms. */
function ringing(config: Partial<AgentConfig>, replies: readonly ScriptedReply[] = []) {
  const clock = new VirtualClock();
  const line = new ScriptedLine({ clock });
  const used: string[] = [];
  const wait = (what: string): Promise<void> => {
    used.push(what);
    return new Promise((done) => void clock.after(LATENCY, done));
  };
  const tts = Object.assign(new ScriptedTts({ clock, delayMs: LATENCY }), { warm: () => wait('tts-warm') });
  const llm = Object.assign(new ScriptedLlm(replies, { clock, delayMs: LATENCY }), {
    warm: () => wait('llm-warm'),
  });
  const stt = new Streams({ clock, position: () => line.position() });
  const services = {
    toolServer: () => ({
      contract: 1,
      list: () => wait('tools-list').then(() => [{ name: 'look', description: '', parameters: {} }]),
      call: () => Promise.reject(new Error('not called')),
      close: () => Promise.resolve(),
    }),
  } as unknown as ToolServices;
  const talk = createConversation({
    ...{ plan: planOf({ language: 'en-US', ...config }), line, stt, tts, llm, clock, services },
    ...{ http: new ScriptedHttp(), logger: silentLogger, log: () => {} },
  });
  const network = (): number => used.length + tts.texts.length + llm.requests.length + stt.streams.length;
  return { clock, line, tts, llm, stt, used, talk, network };
}

/** Remembers how much of what it was written was silence before the answer. */
class Streams extends WordStt {
  readonly written: number[] = [];
  override open(request: unknown, on: (event: SttStreamEvent) => void): SttStream {
    const stream = super.open(request, on);
    return {
      finalize: () => stream.finalize(),
      close: () => stream.close(),
      write: (pcm) => {
        this.written.push(pcm.length);
        stream.write(pcm);
      },
    };
  }
}

const tools: AgentConfig['tools'] = [
  { type: 'mcp', name: 'desk', url: 'https://tools.test/mcp', timeout_ms: 3000 },
];

test('at the answer nothing needs the network before the first word: a greeting', async () => {
  const { clock, line, tts, llm, stt, used, talk, network } = ringing({
    prompt: 'Be kind.',
    greeting: 'Hello there.',
    tools,
  });
  const warm = talk.warm();
  await clock.advance(2000);
  await warm;
  assert.deepEqual(used.toSorted(), ['llm-warm', 'tools-list', 'tts-warm']);
  assert.deepEqual([tts.texts, llm.requests.length, stt.streams.length], [['Hello there.'], 0, 1]);
  const before = network();
  talk.start();
  await line.advance(40);
  assert.equal(line.log[0]?.type, 'utterance-started');
  assert.equal(line.log[0]?.at, 0);
  await line.advance(400);
  assert.equal(network(), before);
  talk.close('test');
});

test('the same where the model has the first word: it is asked while it rings', async () => {
  const { clock, line, llm, talk, network } = ringing({ prompt: 'Be kind.', tools }, [
    ['Good morning. ', 'How are you?'],
  ]);
  const warm = talk.warm();
  await clock.advance(3000);
  await warm;
  assert.equal(llm.requests.length, 1);
  const before = network();
  talk.start();
  await line.advance(40);
  assert.equal(line.log[0]?.at, 0);
  await line.advance(3000);
  assert.equal(network(), before);
  assert.equal(talk.transcript().turns[0]?.text, 'Good morning. How are you?');
  talk.close('test');
});

test('not asked while it rings when answers ahead are not wanted', async () => {
  const { clock, llm, talk } = ringing({ prompt: 'Be kind.', llm: { preemptive: false } });
  const warm = talk.warm();
  await clock.advance(2000);
  await warm;
  assert.equal(llm.requests.length, 0);
  talk.close('test');
});

test('answered before the model has answered, its words follow as they come, asked for once', async () => {
  const { clock, line, llm, talk } = ringing({ prompt: 'Be kind.' }, [['Good morning. ', 'How are you?']]);
  const warm = talk.warm();
  await clock.advance(100);
  talk.start();
  await line.advance(5000);
  await warm;
  assert.equal(llm.requests.length, 1);
  assert.equal(talk.transcript().turns[0]?.text, 'Good morning. How are you?');
  talk.close('test');
});

test('the stream is kept alive while it rings, and its offsets count from the answer', async () => {
  const { clock, line, stt, talk } = ringing({ prompt: 'Be kind.', greeting: 'Hi.' });
  void talk.warm();
  await clock.advance(13_000);
  assert.deepEqual(stt.written, [800, 800, 800]);
  talk.start();
  await line.advance(1000);
  assert.equal(stt.streams.length, 1);
  // What is not written yet is less than two ticks.
  const behind = 2400 + line.position() - stt.streams[0]!.written;
  assert.ok(behind >= 0 && behind <= 320, String(behind));
  talk.close('test');
  assert.ok(stt.streams[0]!.closed);
});

test('a stream that broke while it rang, or rang too long, is opened anew at the answer', async () => {
  for (const [failing, ringMs] of [
    [1000, 3000],
    [undefined, 60_000],
  ] as const) {
    const { clock, line, stt, talk } = ringing({ prompt: 'Be kind.', greeting: 'Hi.' });
    if (failing !== undefined) stt.failures.push(failing);
    void talk.warm();
    await clock.advance(ringMs);
    assert.deepEqual(
      stt.streams.map(({ closed }) => closed),
      [true],
    );
    talk.start();
    await line.advance(500);
    assert.equal(stt.streams.length, 2);
    assert.equal(stt.streams[1]!.closed, false);
    talk.close('test');
  }
});

test('connections that were idle are opened again when the callee begins to speak', async () => {
  const { clock, line, used, talk } = ringing({ prompt: 'Be kind.', greeting: 'Hi.' });
  void talk.warm();
  await clock.advance(1000);
  talk.start();
  await line.advance(4000);
  assert.equal(used.filter((what) => what === 'llm-warm').length, 1);
  line.speech(4100, 4600);
  await line.advance(600);
  assert.equal(used.filter((what) => what === 'llm-warm').length, 2);
  talk.close('test');
});
