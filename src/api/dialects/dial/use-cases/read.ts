/** The settable fields of a use case, read and judged; `null` of a field takes its value away. */
import { Fields, isJson, type Json } from '../../shared/fields.ts';
import { LANGUAGES } from '../languages.ts';
import { HOUR_FIELDS } from './hours.ts';

/** Kept as given, because the agent does not tell them: by their readers. */
const OWN = {
  amd: 'flag',
  amd_behavior: 'behavior',
  amd_messages: 'texts',
  sample_labels: 'labels',
  hidden: 'flag',
  evaluation_models: 'words',
  recorded_message_inbound: 'text',
  recorded_message_outbound: 'text',
  show_original_caller_id: 'flag',
  disable_end_call_after_n_reminders: 'flag',
  generic_after_hours_message: 'text',
  timezone: 'text',
  enable_detailed_work_hours: 'flag',
  detailed_work_hours: 'object',
  work_start: 'time',
  work_end: 'time',
} as const;

export const BEHAVIORS = ['Hangup', 'Continue'] as const;
const TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object'] as const;
/** A call of four hours is the longest that there is. */
const MOST_MINUTES = 240;

export interface HookBody {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface ExtractBody {
  readonly name: string;
  readonly description: string;
  readonly type: string;
  readonly example: unknown;
  readonly required: boolean;
}

/** What is there is to be changed; null: taken away. */
export interface UseCasePatch {
  readonly name?: string;
  readonly language?: string;
  readonly transfer_number?: string | null;
  readonly extract_with_ai?: readonly ExtractBody[];
  readonly classification_tags?: readonly { readonly name: string; readonly description: string }[];
  readonly keywords?: readonly string[];
  readonly params?: Json;
  readonly max_duration_mins?: number | null;
  readonly hooks?: readonly HookBody[];
  /** The others, as given. */
  readonly own: Json;
}

/** @throws AppError `invalid-request` naming each field */
export function readUseCase(body: unknown): { readonly patch: UseCasePatch; readonly fields: Fields } {
  const fields = new Fields(body);
  const has = (name: string): boolean => fields.raw[name] !== undefined;
  if (has('name') && (fields.text('name') ?? '') === '')
    fields.fail('name', 'Must be a text of one character or more.', 'length');
  const language = fields.oneOf('language', LANGUAGES);
  const patch: UseCasePatch = {
    ...(has('name') ? { name: fields.text('name') ?? '' } : {}),
    ...(language === null ? {} : { language }),
    ...(has('transfer_number') ? { transfer_number: fields.text('transfer_number') || null } : {}),
    ...(has('extract_with_ai') ? { extract_with_ai: fields.objects('extract_with_ai').map(extractOf) } : {}),
    ...(has('classification_tags')
      ? {
          classification_tags: fields.objects('classification_tags').map((tag) => ({
            name: tag.requiredText('name'),
            description: tag.text('description') ?? '',
          })),
        }
      : {}),
    ...(has('keywords') ? { keywords: words(fields, 'keywords') } : {}),
    ...(has('params') ? { params: fields.object('params') ?? {} } : {}),
    ...(has('max_duration_mins')
      ? { max_duration_mins: fields.integer('max_duration_mins', 1, MOST_MINUTES) }
      : {}),
    ...(has('hooks') || has('hook') ? { hooks: hooksOf(fields) } : {}),
    own: Object.fromEntries(
      Object.entries(OWN).flatMap(([name, kind]) =>
        has(name) ? [[name, ownField(fields, name, kind)]] : [],
      ),
    ),
  };
  return { patch, fields };
}

/** Are any of the hours' fields to be changed? */
export function changesHours({ own }: UseCasePatch): boolean {
  return HOUR_FIELDS.some((name) => name in own);
}

function ownField(fields: Fields, name: string, kind: (typeof OWN)[keyof typeof OWN]): unknown {
  switch (kind) {
    case 'flag':
      return fields.flag(name);
    case 'text':
      return fields.text(name) || null;
    case 'words':
      return words(fields, name);
    case 'behavior':
      return fields.oneOf(name, BEHAVIORS);
    case 'object':
      return fields.object(name) ?? {};
    case 'texts':
      return textsOf(fields, name);
    case 'time':
      return fields.raw[name] === '' ? null : fields.raw[name];
    case 'labels':
      return fields
        .objects(name)
        .map((label) => ({ name: label.requiredText('name'), color: label.text('color') ?? 'slate' }));
  }
}

function extractOf(item: Fields): ExtractBody {
  return {
    name: item.requiredText('name'),
    description: item.text('description') ?? '',
    type: item.oneOf('type', TYPES) ?? 'string',
    example: item.raw['example'] ?? null,
    required: item.flag('required') ?? false,
  };
}

function words(fields: Fields, name: string): string[] {
  return (fields.list(name) ?? []).flatMap((word, index) => {
    if (typeof word === 'string' && word !== '') return [word];
    fields.fail(`${name}[${index}]`, 'Must be a text.', 'type');
    return [];
  });
}

/** Texts by language; one that is empty is none. */
function textsOf(fields: Fields, name: string): Json {
  return Object.fromEntries(
    Object.entries(fields.object(name) ?? {}).filter(([key, value]) => {
      if (typeof value === 'string' || value === null) return typeof value === 'string' && value !== '';
      fields.fail(`${name}.${key}`, 'Must be a text.', 'type');
      return false;
    }),
  );
}

/** The list, or the single hook of an earlier generation. */
function hooksOf(fields: Fields): HookBody[] {
  const single = fields.has('hooks') ? null : fields.inner('hook');
  const all = fields.has('hooks') ? fields.objects('hooks') : single === null ? [] : [single];
  return all.map((hook) => {
    hook.requiredText('url');
    return {
      url: hook.webAddress('url') ?? '',
      headers: Object.fromEntries(
        hook.objects('headers').map((header) => [header.requiredText('key'), header.text('value') ?? '']),
      ),
    };
  });
}

/** A member of `own` that is an object. */
export function objectIn(own: Json, name: string): Json {
  const value = own[name];
  return isJson(value) ? value : {};
}
