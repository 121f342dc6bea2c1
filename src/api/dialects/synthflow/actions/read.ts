/** An action out of a request: exactly one type key, whose body is read by its type. */
import type { PhoneBook, Tenant, Tool } from '#domain';
import { parseId } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';
import { Fields, type Json } from '../../shared/fields.ts';
import { customAction } from './custom-action.ts';
import { evaluation, extractor } from './data-effects.ts';
import { KIND_NAMES, MASK, type ActionData, type Effect, type Kind } from './kinds.ts';
import { inCallSms, liveTransfer, realTimeBooking, sendSms, type ServiceKeys } from './service-actions.ts';
import { initialized } from './texts.ts';

export type Read = Pick<ActionData, 'kind' | 'name' | 'description' | 'body'> & {
  readonly effect: Effect | null;
};

/** What the organization has for actions. */
export interface Around {
  readonly keys: ServiceKeys;
  /** Its first number, which messages come from. */
  readonly from: string | null;
  book(text: string): Promise<PhoneBook | null>;
}

export async function aroundOf({ store }: DialectDeps, { organizationId }: Tenant): Promise<Around> {
  const [keys, numbers] = await Promise.all([
    store.providerKeys.list(organizationId),
    store.numbers.list(organizationId, { limit: 1 }),
  ]);
  return {
    keys: (provider) => keys.find((key) => key.provider === provider) ?? null,
    from: numbers[0]?.e164 ?? null,
    book: async (text) => {
      const id = parseId(text);
      return id === null ? null : store.phoneBooks.get(organizationId, id);
    },
  };
}

/** @throws AppError `invalid-request` */
export function kindOf(body: unknown): Kind {
  const fields = new Fields(body);
  const kinds = KIND_NAMES.filter((kind) => fields.has(kind));
  if (kinds.length !== 1)
    fields.fail(KIND_NAMES[0]!, `Exactly one of ${KIND_NAMES.join(', ')} is required.`, 'one-type');
  fields.finish();
  return kinds[0]!;
}

/**
 * @param before the action as it is, whose fields stay unless given; null: it is made
 * @throws AppError `invalid-request` naming each field, `provider-key-missing`
 */
export async function readAction(
  kind: Kind,
  given: Json,
  around: Around,
  before: ActionData | null,
  stored: Tool | null,
  initial: ActionData['initial'] = {},
): Promise<Read> {
  const faults: Fields['faults'] = [];
  const whole = new Fields(initialized({ ...before?.body, ...given }, initial), `${kind}.`, faults);
  const kept = { ...before?.body, ...given };
  const done = (read: Omit<Read, 'kind'>): Read => {
    whole.finish();
    return { kind, ...read };
  };
  const tool = (made: Tool, name: string, description: string, body: Json = kept): Read =>
    done({ name, description, body, effect: { is: 'tool', tool: made } });
  switch (kind) {
    case 'INFORMATION_EXTRACTOR':
      return done(
        extractor(new Fields(initialized(given, initial), `${kind}.`, faults), before?.body ?? null),
      );
    case 'CUSTOM_EVAL':
      return done(evaluation(whole));
    case 'CUSTOM_ACTION': {
      const made = customAction(whole, stored?.type === 'http' ? stored.auth : undefined);
      return tool(made, String(kept['name'] ?? ''), made.description, withoutSecret(kept));
    }
    case 'LIVE_TRANSFER': {
      const named = whole.raw['phone_book_id'];
      const made = liveTransfer(whole, typeof named === 'string' ? await around.book(named) : null);
      return tool(made, 'live_transfer', made.description ?? '');
    }
    case 'SEND_SMS': {
      const made = sendSms(whole, around.keys, around.from);
      return tool(made, 'send_sms', made.description ?? '');
    }
    case 'INCALL_SMS': {
      const made = inCallSms(whole, around.keys, around.from);
      return tool(made, 'incall_sms', made.description ?? '');
    }
    case 'INCALL_WHATSAPP':
      whole.requiredText('content_sid');
      whole.fail('content_sid', 'WhatsApp is not sent here. See docs/dialect-fields.md.', 'unsupported');
      return done({ name: '', description: '', body: kept, effect: null });
    case 'REAL_TIME_BOOKING': {
      const made = realTimeBooking(whole, around.keys);
      return tool(made, 'real_time_booking', made.description ?? '');
    }
  }
}

function withoutSecret(body: Json): Json {
  const auth = body['custom_auth'];
  if (typeof auth !== 'object' || auth === null || (auth as Json)['value'] === undefined) return body;
  return { ...body, custom_auth: { ...auth, value: MASK } };
}
