/** GET /calls: its query as a native one. Bounds are kept to, unknown words are refused. */
import { END_CODES, type CallQuery, type CallState, type Tenant } from '#domain';
import { parseId, type Id } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';
import { Fields, isJson } from '../../shared/fields.ts';
import { transferredTo } from './transferred.ts';
import { parseMoment } from '../moment.ts';

const MOST = 2_000;
const DAY_MS = 86_400_000;

const ended = (state: CallState): CallState => ({ ...state, status: ['ended'] });
/** Ends of the outcome `completed` that are no transfer. */
const COMPLETED = END_CODES.filter((code) => code !== 'transferred');

/** The twelve words, and those of the first generation. */
const STATES: Readonly<Record<string, CallState>> = {
  scheduled: { status: ['scheduled'] },
  queued: { status: ['queued'] },
  initiated: { status: ['dialing'] },
  ringing: { status: ['ringing'] },
  'in progress': { status: ['in_progress'] },
  transferred: ended({ endCodes: ['transferred'] }),
  completed: ended({ outcome: ['completed'], endCodes: COMPLETED }),
  'amd terminated': ended({ outcome: ['voicemail'] }),
  busy: ended({ outcome: ['busy'] }),
  'no answer': ended({ outcome: ['no_answer'] }),
  canceled: ended({ outcome: ['canceled'] }),
  failed: ended({ outcome: ['failed', 'denied', 'interrupted'] }),
  dialing: { status: ['dialing', 'ringing'] },
  connected: { status: ['in_progress'] },
  ended: { status: ['ended'] },
  missed: ended({ outcome: ['no_answer', 'busy'] }),
  abandoned: ended({ outcome: ['canceled'] }),
};

export interface ListWish {
  readonly query: CallQuery;
  readonly limit: number;
  readonly skip: number;
}

/** @throws AppError `invalid-request` */
export async function readList(deps: DialectDeps, tenant: Tenant, given: unknown): Promise<ListWish> {
  const raw = isJson(given) ? given : {};
  const fields = new Fields(
    Object.fromEntries(
      Object.entries(raw).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
    ),
  );
  const limit = clamp(fields.text('limit'), 1, MOST, MOST);
  const skip = clamp(fields.text('skip'), 0, 1_000_000_000, 0);
  const type = fields.oneOf('type', ['Inbound', 'Outbound']);
  const sort = fields.oneOf('sort', ['asc', 'desc']) ?? 'desc';
  const statuses = words(fields, 'statuses');
  const states = statuses?.map((word) => STATES[word.toLowerCase()]);
  for (const [index, state] of states?.entries() ?? [])
    if (!state) fields.fail('statuses', `\`${statuses?.[index]}\` is no status.`, 'one-of');
  const [from, to] = [moment(fields, 'from', 0), moment(fields, 'to', DAY_MS - 1)];
  const campaigns = words(fields, 'campaigns');
  const search = fields.text('search');
  const byMail = fields.text('transfer_contact_email');
  fields.finish();
  return {
    limit,
    skip,
    query: {
      ...{ limit, offset: skip, withTotal: true, order: { by: 'created', direction: sort } },
      ...(type === null ? {} : { direction: type === 'Inbound' ? 'inbound' : 'outbound' }),
      ...(states ? { states: states.filter((state) => state !== undefined) } : {}),
      ...(from === null ? {} : { createdFrom: from }),
      ...(to === null ? {} : { createdTo: to }),
      ...listed('tags', words(fields, 'tags')),
      ...listed('models', words(fields, 'models')),
      ...listed('ratings', words(fields, 'ratings')),
      ...listed('agentIds', words(fields, 'use_cases')?.flatMap(ownId)),
      ...(campaigns ? await campaignsOf(deps, tenant, campaigns) : {}),
      ...(search ? searched(search) : {}),
      ...(byMail ? { ids: await transferredTo(deps, tenant, byMail) } : {}),
    },
  };
}

function words(fields: Fields, name: string): string[] | undefined {
  const parts = (fields.text(name) ?? '').split(',').map((part) => part.trim());
  const given = parts.filter((part) => part !== '');
  return given.length === 0 ? undefined : given;
}

function listed<K extends keyof CallQuery>(key: K, list: CallQuery[K] | undefined): Pick<CallQuery, never> {
  return list === undefined ? {} : { [key]: list };
}

function ownId(text: string): Id[] {
  const id = parseId(text);
  return id === null ? [] : [id];
}

function clamp(text: string | null, least: number, most: number, absent: number): number {
  const value = Number.parseInt(text ?? '', 10);
  return Number.isNaN(value) ? absent : Math.min(most, Math.max(least, value));
}

/** A bare date is its whole day. */
function moment(fields: Fields, name: string, wholeDay: number): number | null {
  const text = fields.text(name) || (name === 'from' ? fields.text('from_') : null);
  if (!text) return null;
  const at = parseMoment(text);
  if (at === null) fields.fail(name, 'Must be a date, e.g. 2024-01-31 or 2024-01-31T09:00:00Z.', 'date-time');
  return at === null ? null : at + (/^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? wholeDay : 0);
}

/** Native campaigns by their id, labels as they were given. */
async function campaignsOf(
  { store }: DialectDeps,
  { organizationId }: Tenant,
  texts: readonly string[],
): Promise<Pick<CallQuery, 'campaignIds' | 'sourceData'>> {
  const ids = texts.flatMap(ownId);
  const found = await Promise.all(ids.map((id) => store.campaigns.get(organizationId, id)));
  return ids.length === texts.length && found.every((campaign) => campaign !== null)
    ? { campaignIds: ids }
    : { sourceData: { campaign_id: texts } };
}

/** Digits are a telephone number, words are those of the extraction. */
function searched(text: string): Pick<CallQuery, 'party' | 'learnt'> {
  const bare = text.replace(/[\s().-]/g, '');
  if (!/^\+?\d{5,15}$/.test(bare)) return { learnt: text };
  return { party: bare.startsWith('+') ? bare : `+${bare}` };
}
