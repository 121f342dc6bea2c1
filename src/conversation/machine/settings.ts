/** The agent's settings for machines, with their defaults, and what follows from the plan. */
import { render, type CallPlan, type MachineSettings } from '#domain';
import { machinePhrases } from './phrases/index.ts';

export type Settings = Omit<MachineSettings, 'message' | 'message_prompt' | 'ivr_goal' | 'introduction'> & {
  readonly message: string | null;
  readonly messagePrompt: string | null;
  readonly goal: string | null;
};

/** `null`: nobody is told apart. */
export function settingsOf(plan: CallPlan): Settings | null {
  const { machine } = plan.config;
  if (!machine || machine.detect === false) return null;
  const text = (template: string | undefined): string | null =>
    template === undefined ? null : render(template, plan.variables).text.trim() || null;
  return {
    detect: true,
    on_machine: machine.on_machine ?? 'hang_up',
    on_ivr: machine.on_ivr ?? 'hang_up',
    on_screening: machine.on_screening ?? 'answer',
    message: text(machine.message),
    messagePrompt: text(machine.message_prompt),
    goal: text(machine.ivr_goal),
  };
}

/** Name and purpose for a screener: the agent's own words, else its greeting, else its name. */
export function introductionOf({ config, variables }: CallPlan): string {
  const first = config.flow?.nodes.find(({ id }) => id === config.flow?.start);
  const greeting = config.greeting ?? (first?.type === 'say' ? first.text : undefined);
  for (const template of [config.machine?.introduction, greeting]) {
    const text = render(template ?? '', variables).text.trim();
    if (text !== '') return text;
  }
  return machinePhrases(config.language)[0]!.introduction.replace('%', config.name);
}
