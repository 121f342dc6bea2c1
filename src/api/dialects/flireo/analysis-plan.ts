/** Flireo's plan for what is made of a call after its end, in either generation's spelling. */
import { analysisFaults, type AgentConfig, type AnalysisSettings } from '#domain';
import type { Fields } from '../shared/fields.ts';

const PLACES: Readonly<Record<string, string>> = {
  transcript: 'the transcript of the record',
  schema: 'the schema given',
  ended_reason: '`ended` of the record',
  summary: 'the summary that you write',
  duration: '`duration_s` of the record, in seconds',
  caller_number: '`person.number` of the variables',
};

/** Characters, as our settings have it. */
export const LONGEST_PROMPT = 20_000;

/** Their placeholders, `{{transcript}}` or `{transcript}`, name parts of the record, which ours shows as a whole. */
export function inOurWords(text: string): string {
  return text.replace(/\{\{?\s*(\w+)\s*\}?\}/g, (all, name: string) => PLACES[name] ?? all).trim();
}

/** Faults are kept in `fields`. A summary is always made, as theirs is. */
export function readAnalysisPlan(fields: Fields): Pick<AgentConfig, 'analysis'> {
  const name = fields.has('analysis_plan') ? 'analysis_plan' : 'analysisPlan';
  const plan = fields.inner(name);
  if (!plan) return {};
  const inner = plan.has('structured_data_plan') ? 'structured_data_plan' : 'structuredDataPlan';
  const least = plan.has('min_messages_threshold') ? 'min_messages_threshold' : 'minMessagesThreshold';
  const minTurns = plan.integer(least, 0, 1_000);
  const data = plan.inner(inner);
  const isOn = data !== null && data.flag('enabled') !== false;
  const schema = data?.object('schema') ?? null;
  const words = data === null ? '' : promptOf(data);
  const settings: Partial<AnalysisSettings> = {
    ...(minTurns === null ? {} : { min_turns: minTurns }),
    ...(isOn && schema ? { schema } : {}),
    ...(isOn && schema && words !== '' ? { schema_prompt: words } : {}),
  };
  for (const { message, rule } of analysisFaults(settings, ''))
    data?.fail('schema', `${message.charAt(0).toUpperCase()}${message.slice(1)}`, rule ?? 'json-schema');
  return { analysis: settings };
}

/** Their messages hold the record in placeholders; ours stands in a message of its own. */
function promptOf(data: Fields): string {
  const texts = data.objects('messages').map((message) => message.text('content') ?? '');
  const text = inOurWords(texts.join('\n'));
  if (text.length > LONGEST_PROMPT)
    data.fail('messages', `Must have ${LONGEST_PROMPT} characters or fewer together.`, 'maxLength');
  return text;
}
