/**
 * Who answered: a person, a mailbox, a menu, a screener, a fax, or nobody. While that is judged the agent's first
 * words wait; afterwards this part does what the agent's settings say. Sound before the answer is never heard here.
 */
import type { Samples } from '#audio';
import type { Part, Reaction } from '../core/scene.ts';
import { ms } from '../core/setup.ts';
import type { Signal } from '../core/signal.ts';
import { conclude } from './conclude.ts';
import { observe, textOf } from './evidence.ts';
import { judge } from './judge.ts';
import { late } from './late.ts';
import { expectMessage, leaving } from './message.ts';
import { walking } from './menu-walk.ts';
import { screened } from './screening.ts';
import { settingsOf } from './settings.ts';
import { freshEvidence, type MachineState } from './state.ts';
import { tones } from './tones.ts';
import { acted, classified, languagesOf, LOOK, lookAt, worked, workOf, type Work } from './work.ts';
import { judgeWords } from './words.ts';

/** After so much speech the words so far are asked for. */
const PROBES = [ms(1300), ms(2200)];

export const machine: Part<MachineState> = (own, signal, scene): Reaction<MachineState> => {
  if (signal.type === 'conversation-started') {
    const asked = signal.hearing !== 'stream' && signal.openVocabulary === true;
    const fresh = { evidence: freshEvidence(scene.now), openedAt: null, probes: asked ? 0 : null };
    const work = workOf({ phase: 'off', ...fresh }, scene);
    return worked(settingsOf(scene.setup.plan) ? begin(work) : work);
  }
  if (scene.parts.ending.phase === 'ended' || own.phase === 'ended') return { state: own };
  if (signal.type === 'alarm-reached' && signal.name !== LOOK) return { state: own };
  const work = workOf({ ...own, evidence: observe(own.evidence, signal) }, scene);
  if (signal.type === 'tone-detected') tones(work, signal);
  if (work.state.phase === 'ended') return worked(work);
  if (work.judgement === null) react(work, signal);
  const { judgement } = work;
  return worked(judgement ? conclude(work, judgement) : work);
};

function begin(work: Work): Work {
  work.state = { ...work.state, phase: 'judging' };
  return look(work);
}

function react(work: Work, signal: Signal): Work {
  if (signal.type === 'voicemail-wanted') return wanted(work, signal.message);
  switch (work.state.phase) {
    case 'judging':
      return judging(work, signal);
    case 'open':
      return late(work, signal);
    case 'message':
      return leaving(work, signal);
    case 'menu':
      return walking(work, signal);
    case 'screening':
      return screened(work, signal);
    default:
      return work;
  }
}

function judging(work: Work, signal: Signal): Work {
  switch (signal.type) {
    case 'tone-detected':
      if (signal.tone === 'beep')
        work.judgement = { verdict: 'machine', by: 'tone', confidence: 0.97, detail: 'A beep.' };
      return signal.tone === 'ringback' ? look(work) : work;
    case 'speech-started':
    case 'speech-ended':
    case 'words-heard':
    case 'probe-heard':
    case 'alarm-reached':
      return look(work);
    default:
      return work;
  }
}

function look(work: Work): Work {
  const { evidence } = work.state;
  const text = textOf(evidence);
  const words = text === '' ? null : judgeWords(text, languagesOf(work));
  const found = judge(evidence, words, work.scene.now);
  if ('again' in found) return lookAt(work, Math.min(found.again, probe(work)));
  work.judgement = found.judgement;
  return work;
}

/** A recogniser of whole utterances is asked for the words so far. @returns when to ask again */
function probe(work: Work): Samples {
  const { evidence, probes } = work.state;
  const due = probes === null || !evidence.speaking ? undefined : PROBES[probes];
  if (due === undefined || evidence.firstAt === null) return Infinity;
  const at = evidence.firstAt + due;
  if (work.scene.now < at) return at;
  work.state = { ...work.state, probes: probes! + 1 };
  work.signals.push({ type: 'listen-now' });
  return probe(work);
}

/** A tool says that this is a mailbox, and what to leave there. */
function wanted(work: Work, message: string): Work {
  if (work.state.phase === 'message') return work;
  classified(work, { verdict: 'machine', by: 'tool', confidence: 0.9, detail: 'The agent said so.' });
  return expectMessage(acted(work, 'leave_message'), message, false);
}
