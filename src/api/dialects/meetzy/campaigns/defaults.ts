/** What a playbook runs as when nothing but its id is given: as POST /call does. Pure. */
import { withDoubleBraces, type AgentConfig } from '#domain';
import { slotOf, voiceSlot } from '../slots.ts';

/** Its own voice, else slot 6; a mailbox is left without a word unless it says otherwise; nothing it says is cut. */
export function asMeetzyRuns(config: AgentConfig): AgentConfig {
  const { voice, machine, realtime } = config;
  const namesVoice = (voice?.id ?? voice?.slot ?? voice?.provider) !== undefined;
  return withDoubleBraces({
    ...config,
    ...(realtime || namesVoice ? {} : { voice: { ...slotOf(voiceSlot(undefined, undefined)), ...voice } }),
    machine: machine ?? { on_machine: 'hang_up' },
    interruptible: false,
  });
}
