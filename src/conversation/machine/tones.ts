/** Tones that mean that no person is there, whatever the agent's settings say. */
import { ms } from '../core/setup.ts';
import type { Signal } from '../core/signal.ts';
import type { MachineState } from './state.ts';
import { end, type Work } from './work.ts';

/** A fax tone later than this is somebody's key or music. */
const FAX_UNTIL = ms(30_000);

export function tones(work: Work, signal: Signal & { type: 'tone-detected' }): Work {
  const { tone } = signal;
  const talked = hasTalked(work.state);
  switch (tone) {
    case 'fax-ced':
    case 'fax-cng':
      if (talked || work.scene.now > FAX_UNTIL) return work;
      work.judgement = { verdict: 'fax', by: 'tone', confidence: 0.99, detail: tone };
      return work;
    case 'busy':
    case 'congestion':
      // Behind a conversation it is the far end's way to hang up (ITU-T E.180).
      if (talked) return end(work, 'line-hung-up', `A tone followed the conversation: ${tone}.`);
      work.judgement = { verdict: 'busy', by: 'tone', confidence: 0.99, detail: tone };
      return work;
    case 'sit':
      if (talked) return work;
      work.judgement = {
        verdict: 'unreachable',
        by: 'tone',
        confidence: 0.97,
        detail: 'special information tone',
      };
      return work;
    default:
      return work;
  }
}

/** Somebody spoke, and was taken for a person. */
function hasTalked({ phase, evidence }: MachineState): boolean {
  return (phase === 'open' || phase === 'off') && evidence.firstAt !== null;
}
