/**
 * The transfer: once wanted it is carried out, whatever becomes of its announcement. The second leg is the shell's;
 * when it is joined the agent is out of the call, when it is not the conversation goes on.
 */
import type { ChosenTransfer } from '#domain';
import type { Effect } from '../core/effect.ts';
import type { Part, Reaction, Scene } from '../core/scene.ts';
import { toMs } from '../core/setup.ts';
import type { Signal } from '../core/signal.ts';
import type { MindState } from '../mind/state.ts';
import { isSpeaking } from '../mouth/state.ts';
import { noTransfer, type TransferState } from './state.ts';
import { transferWords } from './words.ts';

type Wanted = Extract<Signal, { type: 'transfer-wanted' }>;
type Changed = Extract<Signal, { type: 'transfer-changed' }>;
type UnderWay = Extract<TransferState, { tool: ChosenTransfer }>;

export const transfer: Part<TransferState> = (own, signal, scene) => {
  switch (signal.type) {
    case 'transfer-wanted':
      return wanted(own, signal, scene);
    case 'transfer-changed':
      return changed(own, signal, scene);
    case 'settled':
      return settled(own, scene);
    default:
      return { state: own };
  }
};

function wanted(own: TransferState, { run, tool }: Wanted, { setup }: Scene): Reaction<TransferState> {
  if (own.phase !== 'none') {
    const detail = own.phase === 'joined' ? 'The call is transferred.' : 'A transfer is under way already.';
    return { state: own, signals: [{ type: 'transfer-over', run, ok: false, detail }] };
  }
  const state: TransferState = { phase: 'announcing', run, tool };
  return tool.announcement === undefined
    ? { state }
    : { state, signals: aside(tool.announcement, setup.interruptible) };
}

/** Said beside the mind's words; heard to the end or not. */
function aside(text: string, interruptible: boolean): Signal[] {
  return [
    { type: 'say', text, interruptible, keep: true, question: false, aside: true },
    { type: 'say-done' },
  ];
}

function settled(own: TransferState, { parts }: Scene): Reaction<TransferState> {
  if (own.phase === 'none' || own.phase === 'joined') return { state: own };
  // The end was decided meanwhile: nobody is to be connected with a callee who is taking leave.
  if (parts.ending.phase !== 'open')
    return {
      state: noTransfer,
      effects: own.phase === 'announcing' ? [] : [{ type: 'transfer-cancel', run: own.run }],
    };
  if (own.phase === 'calling' || isSpeaking(parts.mouth)) return { state: own };
  return {
    state: { ...own, phase: 'calling' },
    effects:
      own.phase === 'parting'
        ? [{ type: 'transfer-join', run: own.run }]
        : [{ type: 'transfer-start', run: own.run, ...wishOf(own.tool) }],
  };
}

function wishOf(tool: ChosenTransfer): Omit<Extract<Effect, { type: 'transfer-start' }>, 'type' | 'run'> {
  const { to, mode, briefing = null, confirm, ring_timeout_s: seconds, confirm_timeout_s: patience } = tool;
  return {
    ...{ to: to.trim(), mode, briefing, confirm, ringTimeoutMs: seconds * 1000 },
    ...(patience === undefined ? {} : { confirmTimeoutMs: patience * 1000 }),
    ...(tool.briefing_prompt === undefined ? {} : { briefingPrompt: tool.briefing_prompt }),
    ...(tool.digits === undefined ? {} : { digits: tool.digits }),
    ...(tool.goodbye === undefined ? {} : { waits: true }),
    ...(tool.show_callee === true ? { showCallee: true } : {}),
    ...(tool.stop_recording === true ? { stopRecording: true } : {}),
  };
}

function changed(own: TransferState, { run, state, detail }: Changed, scene: Scene): Reaction<TransferState> {
  if ((own.phase !== 'calling' && own.phase !== 'parting') || own.run !== run) return { state: own };
  // Words that cannot be said keep nobody apart: the next thing that settles connects both.
  if (state === 'taken')
    return {
      state: { ...own, phase: 'parting' },
      signals: aside(own.tool.goodbye ?? '', false),
    };
  if (state === 'joined') return joined(own, scene);
  return state === 'failed' || state === 'left' ? failed(own, detail, scene) : { state: own };
}

function joined({ run, tool }: UnderWay, { now, parts }: Scene): Reaction<TransferState> {
  const effects: Effect[] = [
    {
      type: 'fact-record',
      data: { fact: 'call-transferred', to: tool.to.trim(), mode: tool.mode, at_ms: toMs(now) },
    },
  ];
  if (parts.ear.hearing !== 'utterances') effects.push({ type: 'hearing-close' });
  return {
    state: { phase: 'joined', run },
    signals: [
      { type: 'hush', why: 'transferred', sparing: false },
      { type: 'transfer-over', run, ok: true, detail: 'joined' },
    ],
    effects,
  };
}

/** The callee is told before anybody goes on; a model that wanted the transfer words it itself. */
function failed({ run, tool }: UnderWay, detail: string, scene: Scene): Reaction<TransferState> {
  const over: Signal = { type: 'transfer-over', run, ok: false, detail };
  return { state: noTransfer, signals: [...told(run, tool, scene), over] };
}

function told(run: string, tool: ChosenTransfer, scene: Scene): Signal[] {
  const { setup, parts } = scene;
  const { mind, tools, control } = parts;
  const text = tool.failed ?? transferWords(setup.plan.config.language).failed;
  const ofTool = tools.runs.some((it) => it.run === run);
  // The tools, and nodes of a flow, say the agent's own words; where there are none a flow has nothing else to say.
  if (ofTool || run !== `control-${control.transfers}`)
    return tool.failed === undefined && mind.kind === 'flow' && !hasOwnWay(scene) ? aside(text, true) : [];
  // The question that was left is asked again.
  if (isAsking(mind)) return [{ type: 'remind', text, ownWords: false }];
  const note: Signal = { type: 'informed', text: `You said: "${text}"`, respond: false };
  return [...aside(text, setup.interruptible), note];
}

function isAsking(mind: MindState): boolean {
  if (mind.kind === 'flow') return mind.flow.phase === 'asking';
  return mind.kind === 'prompt' ? mind.prompt.phase === 'listening' : mind.waiting;
}

/** The flow's node goes elsewhere when nobody was reached. */
function hasOwnWay({ setup, parts: { mind } }: Scene): boolean {
  const edges = setup.plan.config.flow?.edges ?? [];
  const ways: readonly string[] = ['failed', 'error'];
  return (
    mind.kind === 'flow' && edges.some(({ from, on = '' }) => from === mind.flow.node && ways.includes(on))
  );
}
