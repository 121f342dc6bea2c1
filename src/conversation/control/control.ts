/** Live control: what an operator tells a running call. Each command acts in the step that takes it in. */
import type { CallCommand, ChosenTransfer } from '#domain';
import type { Part, Reaction, Scene } from '../core/scene.ts';
import type { Signal } from '../core/signal.ts';
import type { ControlState } from './state.ts';

export const control: Part<ControlState> = (own, signal, scene) => {
  if (scene.parts.ending.phase !== 'open') return { state: own };
  if (signal.type === 'control-requested') return act(own, signal.action);
  return signal.type === 'settled' ? speak(own, scene) : { state: own };
};

function act(own: ControlState, action: CallCommand): Reaction<ControlState> {
  switch (action.type) {
    case 'say': {
      const { text, interruptible, end } = action;
      if (own.muted) return unsaid(own, end);
      return { state: { ...own, words: [...own.words, { text, interruptible, end }] } };
    }
    case 'inform':
      return { state: own, signals: [{ type: 'informed', text: action.text, respond: action.respond }] };
    case 'mute':
      return action.muted ? mute(own) : { state: { ...own, muted: false } };
    case 'set-variables':
      return { state: own, signals: [{ type: 'variables-set', values: action.variables }] };
    case 'send-digits':
      return { state: own, effects: [{ type: 'digits-send', digits: action.digits }] };
    case 'transfer': {
      const run = `control-${own.transfers + 1}`;
      const tool = transferTool(action);
      return {
        state: { ...own, transfers: own.transfers + 1 },
        signals: [
          { type: 'hush', why: 'transfer', sparing: false },
          { type: 'transfer-wanted', run, tool },
        ],
      };
    }
    case 'end': {
      const text = 'Ended by request.';
      const say = action.say ?? null;
      const hush: Signal = { type: 'hush', why: 'end-requested', sparing: false };
      return { state: own, signals: [hush, { type: 'finish', reason: 'end-requested', text, say }] };
    }
  }
}

/** Words from outside are an utterance of their own, after what the agent is in the middle of saying. */
function speak(own: ControlState, { parts }: Scene): Reaction<ControlState> {
  const [next, ...words] = own.words;
  if (!next || own.muted || parts.mouth.queue.some((utterance) => utterance.open)) return { state: own };
  const { text, interruptible, end } = next;
  const said: Signal[] = [
    { type: 'say', text, interruptible, keep: true, question: false, aside: true },
    { type: 'say-done' },
    // The mind must know what the callee heard, or it would say it again.
    { type: 'informed', text: `(At an operator's request you said: "${text}")`, respond: false },
  ];
  if (end) said.push(finish);
  return { state: { ...own, words }, signals: said };
}

const finish: Signal = { type: 'finish', reason: 'end-requested', text: 'Ended by request.', say: null };

function mute(own: ControlState): Reaction<ControlState> {
  const silent = unsaid(
    { ...own, muted: true, words: [] },
    own.words.some(({ end }) => end),
  );
  return { ...silent, signals: [{ type: 'hush', why: 'muted', sparing: false }, ...(silent.signals ?? [])] };
}

/** Words for a muted agent are not said later either; an end that was to follow them is. */
function unsaid(own: ControlState, end: boolean): Reaction<ControlState> {
  return { state: own, signals: end ? [finish] : [] };
}

function transferTool(action: Extract<CallCommand, { type: 'transfer' }>): ChosenTransfer {
  // Commands that were kept by an earlier release name no confirmation.
  const { to, mode, announcement, briefing, confirm = false } = action;
  return {
    type: 'transfer',
    to,
    mode,
    confirm,
    ring_timeout_s: 30,
    ...(announcement === null ? {} : { announcement }),
    ...(briefing === null ? {} : { briefing }),
  };
}
