/** Transfers, messages and bookings as tools. The keys of services are the organization's own (`/v1/provider-keys`). */
import type { BookAppointmentTool, PhoneBook, SendSmsTool, TransferTool } from '#domain';
import { isE164 } from '#domain';
import { AppError } from '#kernel';
import { isTimeZone } from '../../shared/time-zone.ts';
import type { Fields } from '../../shared/fields.ts';
import { availability } from './availability.ts';
import { ours } from './texts.ts';

const MODES = ['cold_transfer', 'warm_transfer', 'warm_transfer_with_context'] as const;
const DEFAULT_RING_S = 30;
const LONGEST = { said: 500, description: 1000, sms: 1600 } as const;

/** A service's key, and its address where it is not the usual one. */
export interface ServiceKey {
  readonly key: string;
  readonly url: string | null;
}
export type ServiceKeys = (provider: 'twilio' | 'cal_com' | 'gohighlevel') => ServiceKey | null;

/** Faults are kept in `fields`. @param book the phone book that the request names, if it is there */
export function liveTransfer(fields: Fields, book: PhoneBook | null): TransferTool {
  const mode = fields.oneOf('transfer_mode', MODES);
  if (!fields.has('transfer_mode')) fields.fail('transfer_mode', 'Is required.', 'required');
  const phone = fields.text('phone') || null;
  const named = fields.text('phone_book_id') || null;
  if ((phone === null) === (named === null))
    fields.fail('phone', 'Give either phone or phone_book_id.', 'one-of-two');
  if (phone !== null && !isE164(phone) && !/^(sip:|\{)/i.test(phone))
    fields.fail('phone', 'Must be in E.164, e.g. +15550100002, a SIP URI, or a {variable}.', 'e164');
  if (named !== null && book === null) fields.fail('phone_book_id', 'No phone book has this id.', 'unknown');
  const instructions = fields.requiredText('instructions');
  const announcement = fields.requiredText('initiating_msg', 'empty-allowed');
  const briefing = fields.text('message_to_transfer_target') ?? '';
  const failed = fields.text('failed_msg') ?? '';
  const ring = fields.number('timeout', 5, 120) ?? DEFAULT_RING_S;
  const hours = availability(fields);
  const digits = fields.text('digits') ?? '';
  if (digits !== '' && !/^[0-9*#A-Da-dwW,]{1,64}$/.test(digits))
    fields.fail('digits', 'Must be keys of the telephone: 0-9, *, #; w and comma are pauses.', 'digits');
  const goodbye = ours(fields.text('goodbye_msg') ?? '').slice(0, LONGEST.said);
  const summary = ours(fields.text('summarization_prompt') ?? '').slice(0, 2000);
  const patience = fields.integer('human_detection_timeout_seconds', 30, 1800);
  // Attended: somebody must answer; with context they hear first what it is about.
  const attended = mode !== 'cold_transfer';
  const told = mode === 'warm_transfer_with_context' || briefing !== '' ? briefing : '';
  const confirm = attended && (fields.flag('screened') === true || fields.flag('human_detection') === true);
  return {
    type: 'transfer',
    name: 'live_transfer',
    description: ours(instructions).slice(0, LONGEST.description),
    ...(named === null ? { to: ours(phone ?? '') } : { phone_book_id: book?.id ?? named }),
    mode: attended ? 'attended' : 'blind',
    ...(announcement === '' ? {} : { announcement: ours(announcement).slice(0, LONGEST.said) }),
    ...(attended && told !== '' ? { briefing: ours(told).slice(0, LONGEST.description) } : {}),
    ...(attended && summary !== '' ? { briefing_prompt: summary } : {}),
    confirm,
    ...(confirm && patience !== null ? { confirm_timeout_s: patience } : {}),
    ring_timeout_s: Math.round(ring),
    ...(digits === '' ? {} : { digits }),
    ...(goodbye === '' ? {} : { goodbye }),
    ...(hours ? { hours } : {}),
    ...(fields.flag('preserve_caller_id') === true ? { show_callee: true } : {}),
    ...(fields.flag('stop_recording_after_transfer') === true ? { stop_recording: true } : {}),
    ...(failed === '' ? {} : { failed: ours(failed).slice(0, LONGEST.said) }),
  };
}

/** `SEND_SMS {content, instructions}`. Faults are kept in `fields`. @param from whom it is sent by */
export function sendSms(fields: Fields, keys: ServiceKeys, from: string | null): SendSmsTool {
  const content = fields.requiredText('content');
  const instructions = fields.requiredText('instructions');
  return sms(fields, keys, from, { name: 'send_sms', text: content, description: instructions });
}

/** `INCALL_SMS {message_body, …}`. Faults are kept in `fields`. */
export function inCallSms(fields: Fields, keys: ServiceKeys, from: string | null): SendSmsTool {
  const text = fields.requiredText('message_body');
  if (fields.flag('wait_for_reply') === true)
    fields.fail(
      'wait_for_reply',
      'Replies are not received here; leave it out. See docs/dialect-fields.md.',
      'unsupported',
    );
  const before = ours(fields.text('message_before_action') ?? '').slice(0, LONGEST.said);
  const error = ours(fields.text('fallback_message') ?? '').slice(0, LONGEST.said);
  const timeout = fields.number('timeout_seconds', 0.1, 60);
  return {
    ...sms(fields, keys, from, { name: 'incall_sms', text, description: 'Sends the person a text message.' }),
    ...(before === '' && error === ''
      ? {}
      : {
          speech: {
            ...(before === '' ? {} : { before }),
            ...(error === '' ? {} : { error }),
            during_after_ms: 2500,
          },
        }),
    ...(timeout === null ? {} : { timeout_ms: Math.round(timeout * 1000) }),
  };
}

function sms(
  fields: Fields,
  keys: ServiceKeys,
  from: string | null,
  { name, text, description }: { readonly name: string; readonly text: string; readonly description: string },
): SendSmsTool {
  if (text.length > LONGEST.sms)
    fields.fail('content', `May have at most ${LONGEST.sms} characters.`, 'length');
  const { key, url } = keys('twilio') ?? { key: '', url: null };
  const [account = '', token = ''] = key.split(':');
  if (fields.faults.length === 0 && (account === '' || token === '' || from === null))
    throw missing(
      'twilio',
      'Twilio',
      '<account SID>:<auth token>',
      from === null ? ' and a number to send from' : '',
    );
  return {
    ...{ type: 'send_sms', name, description: ours(description).slice(0, LONGEST.description) },
    ...{
      account: account || '-',
      token: token || '-',
      from: from ?? '-',
      text: ours(text),
      timeout_ms: 8000,
    },
    ...(url === null ? {} : { url }),
  };
}

/** Faults are kept in `fields`. */
export function realTimeBooking(fields: Fields, keys: ServiceKeys): BookAppointmentTool {
  const first = fields.requiredText('first_appt_date');
  if (first !== '' && !/^\d{4}-\d\d-\d\d$/.test(first))
    fields.fail('first_appt_date', 'Must be YYYY-MM-DD.', 'date');
  const slots = fields.integer('max_time_slots', 1, 3) ?? 3;
  const notice = fields.number('min_hours_diff', 0, 720) ?? 3;
  const days = fields.integer('no_of_days', 1, 60) ?? 3;
  const zone = fields.text('timezone') || 'Europe/Berlin';
  if (!isTimeZone(zone))
    fields.fail('timezone', 'Must be an IANA time zone, e.g. Europe/Berlin.', 'time-zone');
  const cal = fields.inner('CALCOM');
  const ghl = fields.inner('GHL');
  if ((cal === null) === (ghl === null)) fields.fail('CALCOM', 'Give either CALCOM or GHL.', 'one-of-two');
  const calendar = cal ? idText(cal, 'event_id') : ghl ? idText(ghl, 'calendar_id') : '-';
  const provider = ghl ? 'gohighlevel' : 'cal_com';
  const own = keys(provider);
  if (fields.faults.length === 0 && !own)
    throw provider === 'cal_com'
      ? missing('cal_com', 'Cal.com', 'your API key', '')
      : missing('gohighlevel', 'GoHighLevel', '<location id>:<token>', '');
  const key = own?.key ?? '-';
  const colon = key.indexOf(':');
  return {
    ...{ type: 'book_appointment', name: 'booking', provider, calendar, days, notice_hours: notice },
    key: ghl && colon > 0 ? key.slice(colon + 1) : key,
    ...(ghl && colon > 0 ? { location: key.slice(0, colon) } : {}),
    ...(own?.url ? { url: own.url } : {}),
    description: `Books an appointment. Offers days from ${first} on, in the zone ${zone}.`,
    ...{ max_slots: slots, timeout_ms: 8000 },
  };
}

/** Numbers and texts are ids. */
function idText(fields: Fields, name: string): string {
  const value = fields.raw[name];
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  if (text === '' || text.length > 200) fields.fail(name, 'Is required.', 'required');
  return text || '-';
}

function missing(provider: string, title: string, key: string, also: string): AppError {
  return new AppError({
    code: 'provider-key-missing',
    status: 400,
    message: `${title} is not connected. Bring its key${also} first: POST /v1/provider-keys with provider ${provider} and key ${key}.`,
  });
}
