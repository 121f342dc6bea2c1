/** What follows from a verdict, by the agent's settings. */
import { ms } from '../core/setup.ts';
import { quietSince } from './evidence.ts';
import type { Judgement } from './judge.ts';
import { expectMessage } from './message.ts';
import { enterMenu } from './menu-walk.ts';
import { expectScreener } from './screening.ts';
import { settingsOf, type Settings } from './settings.ts';
import { acted, classified, common, end, open, type Work } from './work.ts';

export function conclude(work: Work, judgement: Judgement): Work {
  classified(work, judgement);
  const settings = settingsOf(work.scene.setup.plan);
  switch (judgement.verdict) {
    case 'human':
      return open(work);
    case 'fax':
      return end(acted(work, 'hang_up'), 'fax', 'A fax machine answered.');
    case 'busy':
      return end(acted(work, 'hang_up'), 'line-busy', 'The line gave a busy tone.');
    case 'unreachable':
      return end(acted(work, 'hang_up'), 'line-unreachable', unreachable(judgement.detail));
    case 'machine':
      return onMachine(work, judgement);
    case 'ivr':
      if (settings?.on_ivr === 'navigate') return enterMenu(acted(work, 'navigate'), false);
      if (settings?.on_ivr === 'continue') return goOn(work);
      return end(acted(work, 'hang_up'), 'ivr-reached', 'A menu answered.');
    case 'screening':
      if (settings?.on_screening === 'answer') return expectScreener(acted(work, 'answer_screening'));
      return end(acted(work, 'hang_up'), 'call-screened', 'A call screener answered.');
  }
}

function onMachine(work: Work, { by, detail }: Judgement): Work {
  const settings = settingsOf(work.scene.setup.plan);
  // Length alone cannot tell a menu or a screener from a mailbox: where that matters it is listened to a little longer.
  const heard = by === 'timing' || by === 'limit';
  if (settings && heard && work.state.phase !== 'menu' && isToBeSorted(work, settings))
    return enterMenu(work, true);
  return mailbox(work, by === 'tone', detail);
}

/** @param recording it has given its beep */
function mailbox(work: Work, recording: boolean, detail: string): Work {
  const settings = settingsOf(work.scene.setup.plan);
  const action = settings?.on_machine ?? 'hang_up';
  if (action === 'continue') return goOn(work);
  if (action === 'leave_message' && (settings?.message ?? settings?.messagePrompt) !== null)
    return expectMessage(acted(work, 'leave_message'), settings?.message ?? null, recording);
  return end(acted(work, 'hang_up'), 'voicemail-reached', `A machine answered. ${detail}`.trim());
}

/** Words will tell, or a key is looked for, and what is done with a menu or a screener is not what a mailbox gets. */
function isToBeSorted({ scene, state }: Work, settings: Settings): boolean {
  if (settings.on_machine === 'continue') return false;
  if (settings.on_ivr === 'navigate') return true;
  const words = scene.parts.ear.hearing === 'stream' || state.probes !== null;
  return words && settings.on_machine === 'hang_up' && settings.on_screening === 'answer';
}

function goOn(work: Work): Work {
  const { evidence } = common(work.state);
  const quiet = quietSince(evidence);
  const seconds =
    quiet === null ? 'speaking' : `quiet for ${Math.round((work.scene.now - quiet) / ms(1))} ms`;
  return open(acted(work, 'continue', seconds));
}

function unreachable(detail: string): string {
  return `The network says that nobody can be reached: ${detail}.`;
}
