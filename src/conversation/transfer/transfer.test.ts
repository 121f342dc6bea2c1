/** A transfer in virtual time: announced, carried out, joined, failed, withdrawn; and what the callee gets of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentConfig, CallCommand, Tool } from '#domain';
import type { TransferChange, Transfers, TransferWish } from '../conversation.ts';
import { planOf, rig, type RigOptions } from '../rig/testing.ts';
import { ScriptedLlm, ScriptedStt, type ScriptedReply } from '../testing.ts';
import { toolCall } from '../tools/testing.ts';

/** A desk that does nothing but remember. */
class Desk implements Transfers {
  readonly started: TransferWish[] = [];
  readonly canceled: string[] = [];
  tell: (change: TransferChange) => void = () => assert.fail('nothing was started');

  start(wish: TransferWish, tell: (change: TransferChange) => void): void {
    this.started.push(wish);
    this.tell = tell;
  }

  readonly joined: string[] = [];
  join(run: string): void {
    this.joined.push(run);
  }

  cancel(run: string): void {
    this.canceled.push(run);
  }
}

/** A recogniser that hears a stream and understands nothing of it. */
class StreamStt {
  opened = 0;
  closed = 0;
  /** Samples. */
  written = 0;
  readonly #plain = new ScriptedStt([], { openVocabulary: true });
  readonly provider = 'scripted';
  readonly modelId = 'stream';
  readonly capabilities = this.#plain.capabilities;

  warm = async (): Promise<void> => {};
  recognize = (): never => assert.fail('a stream is not asked');
  open = () => {
    this.opened++;
    return {
      write: (pcm: Int16Array) => void (this.written += pcm.length),
      finalize: () => {},
      close: () => void this.closed++,
    };
  };
}

const blind: CallCommand = {
  ...{ type: 'transfer', to: '+34600999888', mode: 'blind', announcement: null, briefing: null },
  confirm: false,
};
const tool: Tool = {
  ...{ type: 'transfer', to: ' {{desk}} ', mode: 'blind', confirm: false, ring_timeout_s: 20 },
  announcement: 'One moment, I will connect you with our {{who}}.',
};
const flow: NonNullable<AgentConfig['flow']> = {
  start: 'ok',
  nodes: [
    { id: 'ok', type: 'ask', text: 'Fine?', slot: { type: 'yes_no', name: 'ok' }, retries: 1 },
    { id: 'end', type: 'end', text: 'Bye.' },
  ],
  edges: [{ from: 'ok', to: 'end' }],
};

async function modelTransfers(replies: readonly ScriptedReply[], over: Partial<typeof tool> = {}) {
  const desk = new Desk();
  const llm = new ScriptedLlm([[toolCall('transfer')], ...replies]);
  const config = { prompt: 'Help.', greeting: 'Hi.', tools: [{ ...tool, ...over } as Tool] };
  const plan = planOf(config, { variables: { desk: '+34600999888', who: 'desk' } });
  const stt = new ScriptedStt([], { openVocabulary: true });
  const options: RigOptions = { llm, stt, transfers: desk };
  const call = await rig(plan, options);
  await call.advance(1500);
  await call.say('connect me please', 600, 1500);
  return { ...call, desk };
}

async function operatorTransfers(config: Partial<AgentConfig> = { flow }) {
  const desk = new Desk();
  const call = await rig(planOf(config), { transfers: desk });
  await call.advance(1500);
  const about = { announcement: null, briefing: 'Anna is on the line.', confirm: false };
  call.talk.control('cmd_1', { type: 'transfer', to: 'sip:desk@192.0.2.7', mode: 'attended', ...about });
  await call.advance(500);
  return { ...call, desk };
}

test('announced to the end, then started with its texts filled in', async () => {
  const { desk, turns, advance } = await modelTransfers([]);
  assert.equal(turns().includes('agent: One moment, I will connect you with our desk.'), false);
  await advance(6000);
  assert.ok(turns().includes('agent: One moment, I will connect you with our desk.'), turns().join('\n'));
  const [wish] = desk.started;
  assert.deepEqual(
    { ...wish, run: '' },
    {
      ...{ run: '', to: '+34600999888', mode: 'blind', briefing: null, confirm: false },
      ringTimeoutMs: 20_000,
    },
  );
});

test('interrupted in its announcement it is carried out all the same', async () => {
  const { desk, turns, say, advance } = await modelTransfers([['As you like.']]);
  await say('wait i have a question', 1200, 1500);
  await advance(1000);
  assert.equal(desk.started.length, 1, turns().join('\n'));
  assert.ok(
    turns().some((turn) => turn.startsWith('agent: One') && turn.endsWith('—')),
    turns().join('\n'),
  );
});

test('joined: the agent hears nothing and says nothing, and the log replays', async () => {
  const call = await modelTransfers([['I am still here.']]);
  await call.advance(6000);
  const { desk, llm } = call;
  desk.tell({ state: 'ringing', detail: '' });
  desk.tell({ state: 'answered', detail: '' });
  desk.tell({ state: 'joined', detail: '' });
  const before = { turns: call.turns().length, asked: llm!.requests.length, log: call.log.length };
  await call.say('hello are you the desk', 1000, 3000);
  call.line.press('5');
  await call.advance(40_000);
  assert.equal(call.turns().length, before.turns, call.turns().join('\n'));
  assert.equal(llm!.requests.length, before.asked);
  const [fact] = call.facts('call-transferred');
  assert.equal(fact?.['to'], '+34600999888');
  assert.equal(fact?.['mode'], 'blind');
  const decided = call.log.slice(before.log).filter(({ data }) => data['kind'] === 'decision');
  assert.deepEqual(decided, []);
  assert.deepEqual(call.ended, []);
  const { logged, replayed } = call.replayed();
  assert.equal(replayed, logged);
});

test('joined on a stream: the recogniser is closed, and is opened no more', async () => {
  const desk = new Desk();
  const llm = new ScriptedLlm([]);
  const stt = new StreamStt();
  const call = await rig(planOf({ prompt: 'Help.', greeting: 'Hi.' }), {
    llm,
    stt,
    transfers: desk,
  } as never);
  await call.advance(1500);
  call.talk.control('c', blind);
  await call.advance(500);
  assert.deepEqual([stt.opened, stt.closed], [1, 0]);
  desk.tell({ state: 'joined', detail: '' });
  const written = stt.written;
  await call.say(null, 1000, 5000);
  assert.deepEqual([stt.opened, stt.closed, stt.written - written], [1, 1, 0]);
});

test('joined, the longest duration still ends the call, without words', async () => {
  const desk = new Desk();
  const call = await rig(planOf({ flow }, { maxDurationMs: 20_000 }), { transfers: desk });
  await call.advance(1500);
  call.talk.control('c', blind);
  await call.advance(500);
  desk.tell({ state: 'joined', detail: '' });
  const said = call.turns().length;
  await call.advance(20_000);
  assert.deepEqual(
    call.ended.map(({ reason }) => reason),
    ['max-duration'],
  );
  assert.equal(call.turns().length, said);
});

test('while it rings nobody is reminded, and a flow waits with its answers', async () => {
  const { desk, turns, say, advance, ended } = await operatorTransfers();
  assert.deepEqual([desk.started[0]?.mode, desk.started[0]?.briefing], ['attended', 'Anna is on the line.']);
  await advance(25_000);
  await say('yes', 500, 3000);
  assert.deepEqual(turns().at(-1), 'callee: yes');
  assert.deepEqual(ended, []);
});

test('failed: the callee is told, and the question is asked again', async () => {
  const { desk, turns, say, advance, ended } = await operatorTransfers();
  desk.tell({ state: 'failed', detail: 'busy' });
  await advance(6000);
  assert.match(turns().at(-1)!, /could not reach anybody.* Fine\?$/);
  await say('yes', 500, 4000);
  assert.equal(ended[0]?.reason, 'flow-ended');
});

test('failed: a model that wanted it is given the reason, or says the words of the tool', async () => {
  for (const failed of [undefined, 'Nobody is at the desk.']) {
    const more = failed === undefined ? {} : { failed };
    const { desk, llm, turns, advance } = await modelTransfers([['Shall I take a message?']], more as object);
    await advance(6000);
    desk.tell({ state: 'failed', detail: 'The line was busy.' });
    await advance(5000);
    const result = llm!.requests[1]!.messages.at(-1)!;
    assert.match(JSON.stringify(result), /The line was busy/);
    assert.equal(turns().at(-1), 'agent: Shall I take a message?');
    assert.equal(turns().includes('agent: Nobody is at the desk.'), failed !== undefined);
  }
});

test('"stop calling me" while it rings withdraws it', async () => {
  const { desk, say, ended } = await operatorTransfers();
  await say('stop calling me', 800, 6000);
  assert.deepEqual(desk.canceled, ['control-1']);
  assert.equal(ended[0]?.reason, 'stop-requested');
});

test('one at a time; without a desk it fails at once; a closed line withdraws it', async () => {
  const { desk, talk, advance, log } = await operatorTransfers();
  talk.control('cmd_2', blind);
  await advance(500);
  assert.equal(desk.started.length, 1);
  talk.close('callee-hung-up');
  assert.deepEqual(desk.canceled, ['control-1']);
  assert.ok(log.some(({ type }) => type === 'transfer-start'));
  const alone = await rig(planOf({ flow }));
  await alone.advance(1500);
  alone.talk.control('c', blind);
  await alone.advance(6000);
  assert.match(alone.turns().at(-1)!, /could not reach anybody/);
});
