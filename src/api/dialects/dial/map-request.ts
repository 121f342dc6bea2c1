/** POST /dial/outbound, read and judged field by field; what its ids mean is looked up in `resolve.ts`. */
import type { Id, Millis } from '#kernel';
import { Fields } from '../shared/fields.ts';
import { LENGTH_RULE, hasIdForm, optionalId } from './ids.ts';
import { LANGUAGES } from './languages.ts';
import { parseMoment } from './moment.ts';

/** The body, with ids read; `'unknown'` is an id of the right form that can be nothing of ours. */
export interface OutboundBody {
  readonly phone_number: string;
  readonly number_id: Id | 'unknown';
  /** use_case_id, or the older assistant_id. */
  readonly use_case_id: Id | 'unknown' | null;
  readonly agent_id: Id | 'unknown' | null;
  /** As it came, in lower case: a model's id is derived from its name. */
  readonly model_id: string | null;
  readonly prompt_id: string | null;
  readonly language: string | null;
  readonly params: unknown;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly campaign_id: string | null;
  readonly scheduled_for: string | null;
  /** `scheduled_for` as a moment. */
  readonly notBefore: Millis | null;
  readonly max_duration_mins: number | null;
  /** Deprecated, still works. */
  readonly voice_id: string | null;
  readonly model: string | null;
}

/** @throws AppError `invalid-request` naming each field */
export function readOutbound(body: unknown): OutboundBody {
  const fields = new Fields(body);
  const read = outboundOf(fields);
  fields.finish();
  return read;
}

/** The same of one object among several; what is wrong is gathered in `fields`. */
export function outboundOf(fields: Fields): OutboundBody {
  const numberId = fields.requiredText('number_id') === '' ? null : optionalId(fields, 'number_id');
  const phone = fields.requiredText('phone_number');
  const useCase = optionalId(fields, 'use_case_id');
  const assistant = optionalId(fields, 'assistant_id');
  const model = fields.text('model_id');
  if (model !== null && !hasIdForm(model)) fields.fail('model_id', `${LENGTH_RULE}.`, 'length');
  const scheduledFor = fields.text('scheduled_for');
  const notBefore = scheduledFor === null ? null : parseMoment(scheduledFor);
  if (scheduledFor !== null && notBefore === null)
    fields.fail('scheduled_for', 'Must be an ISO 8601 moment, e.g. 2024-01-01T01:01:01Z.', 'date-time');
  return {
    phone_number: phone,
    number_id: numberId ?? 'unknown',
    use_case_id: useCase ?? assistant,
    agent_id: optionalId(fields, 'agent_id'),
    model_id: model === null ? null : model.toLowerCase(),
    prompt_id: fields.text('prompt_id') || null,
    language: fields.oneOf('language', LANGUAGES),
    params: fields.raw['params'],
    metadata: fields.object('metadata') ?? {},
    campaign_id: fields.text('campaign_id'),
    scheduled_for: scheduledFor,
    notBefore,
    max_duration_mins: fields.integer('max_duration_mins', 1, 1_000_000),
    voice_id: fields.text('voice_id'),
    model: fields.text('model'),
  };
}
