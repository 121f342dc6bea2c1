/** Flireo's analysis templates to ours: the schema, what is to be done with it in words, and how short a call may be. */
import { analysisFaults, type AnalysisSettings, type AnalysisTemplate } from '#domain';
import type { Fields, Json } from '../../shared/fields.ts';
import { inOurWords, LONGEST_PROMPT } from '../analysis-plan.ts';

const LONGEST_NAME = 200;
const LONGEST_DESCRIPTION = 2000;

/** What was written of the prompt, as it was written. */
export interface OwnWords {
  readonly system_prompt: string | null;
  readonly user_prompt: string | null;
  readonly messages: readonly { readonly role: string; readonly content: string }[] | null;
}

export interface ReadTemplate extends Pick<AnalysisTemplate, 'name' | 'description' | 'settings'> {
  readonly own: OwnWords;
}

const NONE: OwnWords = { system_prompt: null, user_prompt: null, messages: null };

/**
 * @param before what a change starts from; null: a new one, which must be whole
 * @throws AppError `invalid-request` naming each field
 */
export function readTemplate(fields: Fields, before: ReadTemplate | null): ReadTemplate {
  const name = before === null || 'name' in fields.raw ? fields.requiredText('name') : before.name;
  const description =
    fields.text('description') ?? (isGiven(fields, 'description') ? '' : (before?.description ?? ''));
  const own = readWords(fields, before?.own ?? NONE);
  const settings = readSettings(fields, before?.settings ?? null, own);
  tooLong(fields, 'name', name, LONGEST_NAME);
  tooLong(fields, 'description', description, LONGEST_DESCRIPTION);
  fields.finish();
  return { name, description, settings, own };
}

/** The words as our settings have them; empty: none. */
export function promptOf({ system_prompt, user_prompt, messages }: OwnWords): string {
  const texts = [system_prompt, user_prompt, ...(messages ?? []).map(({ content }) => content)];
  return inOurWords(texts.filter((text) => text !== null && text !== '').join('\n'));
}

function readWords(fields: Fields, before: OwnWords): OwnWords {
  const text = (name: 'system_prompt' | 'user_prompt') =>
    isGiven(fields, name) ? fields.text(name) : before[name];
  const messages = fields.objects('messages').map((message) => ({
    role: message.requiredText('role'),
    content: message.requiredText('content', 'empty-allowed'),
  }));
  return {
    system_prompt: text('system_prompt'),
    user_prompt: text('user_prompt'),
    messages: isGiven(fields, 'messages') ? (fields.has('messages') ? messages : null) : before.messages,
  };
}

function readSettings(
  fields: Fields,
  before: Partial<AnalysisSettings> | null,
  own: OwnWords,
): Partial<AnalysisSettings> {
  const needsSchema = before === null || isGiven(fields, 'schema');
  if (needsSchema && !fields.has('schema')) fields.fail('schema', 'Is required.', 'required');
  const given = fields.object('schema');
  const { schema_prompt: _words, min_turns, schema, ...others } = before ?? {};
  const words = promptOf(own);
  tooLong(fields, 'user_prompt', words, LONGEST_PROMPT);
  const least = ['min_messages_threshold', 'minMessagesThreshold'].find((name) => isGiven(fields, name));
  const turns = least === undefined ? (min_turns ?? null) : fields.integer(least, 0, 1000);
  const kept = given ?? schema;
  const settings: Partial<AnalysisSettings> = {
    ...others,
    ...(kept === undefined ? {} : { schema: kept as Json }),
    ...(words === '' ? {} : { schema_prompt: words }),
    ...(turns === null ? {} : { min_turns: turns }),
  };
  for (const { message, rule } of analysisFaults(settings, ''))
    fields.fail('schema', `${message.charAt(0).toUpperCase()}${message.slice(1)}`, rule ?? 'json-schema');
  return settings;
}

function isGiven(fields: Fields, name: string): boolean {
  return fields.raw[name] !== undefined;
}

function tooLong(fields: Fields, name: string, text: string, most: number): void {
  if (text.length > most) fields.fail(name, `Must have ${most} characters or fewer.`, 'maxLength');
}
