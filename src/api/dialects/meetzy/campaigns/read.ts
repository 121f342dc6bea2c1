/** POST /campaign as it was sent. Pure. */
import { isTimeZone } from '#domain';
import type { Millis } from '#kernel';
import { Fields, type Json } from '../../shared/fields.ts';
import { launchOf } from '../madrid.ts';
import { readRecall } from './recall.ts';

/** Contacts of one campaign at most. */
export const MOST_CONTACTS = 10_000;

export interface NewContact {
  /** As it came; what is no number is never called. */
  readonly phone: string;
  /** Null: neither first nor last name. */
  readonly name: string | null;
  readonly email: string | null;
  /** IANA; what is none is a parameter and nothing more. */
  readonly timeZone: string | null;
  /** The contact's keys and its custom fields, flat. */
  readonly params: Json;
}

export interface NewCampaign {
  /** As it came. */
  readonly playbook: string;
  /** One a number: what comes again changes what came before. */
  readonly contacts: readonly NewContact[];
  /** Null: at once. */
  readonly launchAt: Millis | null;
  /** Minutes from the launch; as many further tries. */
  readonly recall: readonly number[];
}

const NAMED = [
  ...['first_name', 'last_name', 'email', 'company', 'job_title', 'address', 'city', 'state', 'country'],
  ...['postal_code', 'timezone', 'utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'],
];

/** @throws AppError `invalid-request` naming each field */
export function readCampaign(body: unknown): NewCampaign {
  const fields = new Fields(body);
  const playbook = fields.requiredText('playbook_id');
  const launch = fields.text('launch_at') || null;
  const launchAt = launch === null ? null : launchOf(launch);
  if (launch !== null && launchAt === null)
    fields.fail('launch_at', 'Must be a time in ISO 8601, like 2025-03-01T10:00:00.', 'date-time');
  const recall = readRecall(fields);
  const given = fields.list('contacts') ?? [];
  if (given.length === 0 && !fields.faults.some(({ param }) => param === 'contacts'))
    fields.fail('contacts', 'Is required: a list of at least one contact.', 'required');
  if (given.length > MOST_CONTACTS)
    fields.fail('contacts', `Has ${given.length} contacts; at most ${MOST_CONTACTS}.`, 'range');
  const contacts = given.length > MOST_CONTACTS ? [] : fields.objects('contacts').map(readContact);
  fields.finish();
  return { playbook, contacts: oncePerNumber(contacts), launchAt, recall };
}

function readContact(fields: Fields): NewContact {
  const phone = fields.requiredText('phone').trim();
  const custom = fields.object('custom_fields') ?? {};
  const named = NAMED.filter((name) => fields.has(name)).map((name) => [name, fields.raw[name]] as const);
  // The keys of the page come before custom fields of the same name.
  return { phone, ...personOf({ ...custom, ...Object.fromEntries(named) }) };
}

function personOf(params: Json): Omit<NewContact, 'phone'> {
  const text = (name: string): string => (typeof params[name] === 'string' ? params[name].trim() : '');
  const zone = text('timezone');
  return {
    name: [text('first_name'), text('last_name')].filter((part) => part !== '').join(' ') || null,
    email: text('email') || null,
    timeZone: zone !== '' && isTimeZone(zone) ? zone : null,
    params,
  };
}

function oncePerNumber(contacts: readonly NewContact[]): readonly NewContact[] {
  const byPhone = new Map<string, NewContact>();
  for (const { phone, params } of contacts) {
    const whole = { ...byPhone.get(phone)?.params, ...params };
    byPhone.set(phone, { phone, ...personOf(whole) });
  }
  return [...byPhone.values()];
}
