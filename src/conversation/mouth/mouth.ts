/**
 * The mouth: utterances one after another, each made and played part by part. It alone speaks; everything that is to
 * be said is a `say`, and what became of it is a `speech-finished`.
 */
import type { Effect } from '../core/effect.ts';
import type { Part, Reaction, Scene } from '../core/scene.ts';
import type { Signal } from '../core/signal.ts';
import { ms } from '../core/setup.ts';
import { isJoined } from '../transfer/state.ts';
import { dropAll, hush, utteranceEnded } from './end.ts';
import { itemFinished, itemText, modelSpeaks, modelSpoke } from './model-speech.ts';
import { pump } from './pump.ts';
import { say, sayByModel, sayDone } from './say.ts';
import { front, type MouthState, type SpokenPart, type Utterance } from './state.ts';

const PATIENCE = 'patience';
/** An utterance that has not begun waits at most this long for the callee to stop. */
const LONGEST_WAIT = ms(4000);
const VOICE = 'voice:';
/** A part whose audio has begun is complete within this, or the voice has stalled. */
const LONGEST_PART = ms(30_000);

export const mouth: Part<MouthState> = (own, signal, scene) => {
  const before = own.queue.length;
  const reaction = react(own, signal, scene);
  if (signal.type !== 'settled' || reaction.state.queue.length === 0) return silentNow(before, reaction);
  return gate(reaction, scene);
};

function react(own: MouthState, signal: Signal, scene: Scene): Reaction<MouthState> {
  switch (signal.type) {
    case 'say':
      return { state: scene.setup.realtime ? sayByModel(own, signal) : say(own, signal, neverOf(scene)) };
    case 'say-done':
      return { state: scene.setup.realtime ? own : sayDone(own) };
    case 'model-speaks':
      return modelSpeaks(own, signal);
    case 'model-spoke':
      return { state: modelSpoke(own, signal.ask) };
    case 'item-text':
      return { state: itemText(own, signal.item, signal.text) };
    case 'item-finished':
      return { state: itemFinished(own, signal) };
    case 'hush':
      return hush(own, signal.why, signal.sparing, signal.ahead);
    case 'synthesis-started':
      return {
        state: withPart(own, signal.part, (part) => ({ ...part, status: 'started' })),
        effects: [{ type: 'alarm-set', name: VOICE + signal.part, at: scene.now + LONGEST_PART }],
      };
    case 'synthesis-finished': {
      const { samples, soundFrom, soundTo, pauses, words } = signal;
      const length = {
        ...{ samples, soundFrom, soundTo },
        ...(pauses ? { pauses } : {}),
        ...(words ? { words } : {}),
      };
      return {
        state: withPart(own, signal.part, (part) => ({ ...part, status: 'finished', length })),
        effects: [{ type: 'alarm-clear', name: VOICE + signal.part }],
      };
    }
    case 'synthesis-failed':
      return failed(own, signal.part);
    case 'utterance-started':
      return { state: withUtterance(own, signal.utteranceId, (it) => ({ ...it, startedAt: signal.at })) };
    case 'playout-held':
      return { state: withUtterance(own, signal.utteranceId, (it) => ({ ...it, heldAt: signal.at })) };
    case 'playout-resumed':
      return {
        state: withUtterance(own, signal.utteranceId, (it) => ({
          ...it,
          heldAt: null,
          heldFor: it.heldFor + (it.heldAt === null ? 0 : signal.at - it.heldAt),
        })),
      };
    case 'utterance-ended':
      return utteranceEnded(own, signal.utteranceId, signal.heard, signal.cut, scene);
    case 'alarm-reached':
      if (signal.name === PATIENCE) return { state: { ...own, impatient: true } };
      if (signal.name.startsWith(VOICE)) return failed(own, signal.name.slice(VOICE.length));
      return { state: own };
    case 'conversation-closed':
      return dropAll(own, scene);
    case 'settled':
      if (isJoined(scene.parts.transfer)) return hush(own, 'transferred', false);
      return scene.parts.control.muted ? hush(own, 'muted', false) : pump(own, scene);
    default:
      return { state: own };
  }
}

/** Says once that nothing is left to be said. */
function silentNow(before: number, reaction: Reaction<MouthState>): Reaction<MouthState> {
  if (before === 0 || reaction.state.queue.length > 0) return reaction;
  return {
    state: { ...reaction.state, impatient: false },
    signals: [...(reaction.signals ?? []), { type: 'mouth-silent' }],
    effects: [...(reaction.effects ?? []), { type: 'alarm-clear', name: PATIENCE }],
  };
}

/** While an utterance waits for the callee, patience runs. */
function gate(reaction: Reaction<MouthState>, scene: Scene): Reaction<MouthState> {
  const first = front(reaction.state);
  if (!first || first.startedAt !== null || !scene.parts.ear.turn || reaction.state.impatient)
    return reaction;
  if (first.parts.some((part) => part.played)) return reaction;
  if (scene.parts.ear.turn.end !== null) return reaction;
  const at = scene.parts.ear.turn.start + LONGEST_WAIT;
  const alarm: Effect = { type: 'alarm-set', name: PATIENCE, at: Math.max(at, scene.now + ms(200)) };
  return { ...reaction, effects: [...(reaction.effects ?? []), alarm] };
}

/** A part that could not be made is tried once more; then the voice is gone, and with it the call. */
function failed(own: MouthState, id: string): Reaction<MouthState> {
  const part = own.queue.flatMap((utterance) => utterance.parts).find((part) => part.id === id);
  if (!part || part.status === 'finished' || part.status === 'failed') return { state: own };
  const effects: Effect[] = [
    { type: 'alarm-clear', name: VOICE + id },
    { type: 'speech-drop', part: id },
  ];
  if (!part.retried && !part.played)
    return { state: withPart(own, id, (it) => ({ ...it, status: 'waiting', retried: true })), effects };
  // Of a part that broke off while it was playing, what came is all there is.
  return {
    state: withPart(own, id, (it) => ({ ...it, status: 'failed' })),
    effects,
    signals: [
      { type: 'finish', reason: 'voice-failed', text: 'The voice could not be synthesized.', say: null },
    ],
  };
}

function withUtterance(own: MouthState, id: string, change: (it: Utterance) => Utterance): MouthState {
  return { ...own, queue: own.queue.map((it) => (it.id === id ? change(it) : it)) };
}

function withPart(own: MouthState, id: string, change: (part: SpokenPart) => SpokenPart): MouthState {
  const queue = own.queue.map((it) =>
    it.parts.some((part) => part.id === id)
      ? { ...it, parts: it.parts.map((part) => (part.id === id ? change(part) : part)) }
      : it,
  );
  return { ...own, queue };
}

function neverOf({ setup }: Scene): readonly string[] {
  return setup.plan.config.voice?.never_say ?? [];
}
