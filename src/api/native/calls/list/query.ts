/** What `GET /v1/calls` may be asked, and what of it the store is asked. */
import type { CallCursor, CallOrder, CallQuery, CallStatus, OutcomeCode } from '#domain';
import { invalidRequest, parseId, type FieldFault, type Millis } from '#kernel';
import { Type, type Static } from 'typebox';
import { IdText } from '../../shapes/ids.ts';
import { badCursor, pageQuery, readCursor } from '../../shapes/page.ts';
import { momentFault, MomentText, readMoment } from '../../shapes/times.ts';
import { CallSchema, OutcomeSchema } from '../call-view.ts';

const STATUSES: readonly string[] = CallSchema.properties.status.enum;
const OUTCOMES: readonly string[] = OutcomeSchema.properties.code.enum;
const several = (what: string) =>
  Type.String({ minLength: 1, maxLength: 500, description: `${what}; several by commas.` });
const Address = Type.String({
  minLength: 1,
  maxLength: 200,
  description: 'E.164 (`+` as `%2B`) or a SIP URI.',
});
const Ms = Type.Integer({ minimum: 0, maximum: 86_400_000 });

export const CallListQuery = Type.Object(
  {
    ...pageQuery,
    sort: Type.Enum(['-created_at', 'created_at', '-ended_at', 'ended_at'], {
      default: '-created_at',
      description: 'By `ended_at`: ended calls only.',
    }),
    status: Type.Optional(several(`Of ${STATUSES.join(', ')}`)),
    outcome: Type.Optional(several(`Of ${OUTCOMES.join(', ')}`)),
    end_reason: Type.Optional(several('`code` of the end reason')),
    agent_id: Type.Optional(IdText),
    campaign_id: Type.Optional(IdText),
    number_id: Type.Optional(IdText),
    number: Type.Optional(Address),
    phone: Type.Optional(Address),
    direction: Type.Optional(Type.Enum(['outbound', 'inbound'])),
    test: Type.Optional(Type.Boolean()),
    created_from: Type.Optional(MomentText),
    created_to: Type.Optional(MomentText),
    ended_from: Type.Optional(MomentText),
    ended_to: Type.Optional(MomentText),
    duration_min_ms: Type.Optional(Ms),
    duration_max_ms: Type.Optional(Ms),
    tag: Type.Optional(several('Tags, any of them')),
    label: Type.Optional(several('Labels, any of them')),
    rating: Type.Optional(several('Ratings, any of them')),
    q: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'Words that were said, in ended calls: `"a phrase"`, `or`, `-not`.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type CallListQuery = Static<typeof CallListQuery>;

/** All but ids, which the route looks up. @throws AppError `invalid-request` naming every fault */
export function readCallQuery(query: CallListQuery): CallQuery {
  const faults: FieldFault[] = [];
  const moment = (name: 'created_from' | 'created_to' | 'ended_from' | 'ended_to'): Millis | undefined => {
    const text = query[name];
    const at = text === undefined ? undefined : readMoment(text);
    if (at === null) faults.push(momentFault(name));
    return at ?? undefined;
  };
  const words = <T extends string>(name: 'status' | 'outcome', known: readonly string[]): T[] | undefined => {
    const given = query[name]?.split(',').map((word) => word.trim());
    if (!given || given.every((word) => known.includes(word))) return given as T[] | undefined;
    faults.push({ param: name, message: `Must be of: ${known.join(', ')}.`, rule: 'one-of' });
    return undefined;
  };
  const order = orderOf(query.sort);
  const read = {
    status: words<CallStatus>('status', STATUSES),
    outcome: words<OutcomeCode>('outcome', OUTCOMES),
    endCodes: listOf(query.end_reason),
    direction: query.direction,
    test: query.test,
    line: address(query.number),
    phone: address(query.phone),
    createdFrom: moment('created_from'),
    createdTo: moment('created_to'),
    endedFrom: moment('ended_from'),
    endedTo: moment('ended_to'),
    durationMin: query.duration_min_ms,
    durationMax: query.duration_max_ms,
    tags: listOf(query.tag),
    labels: listOf(query.label),
    ratings: listOf(query.rating),
    said: query.q,
    cursor: query.cursor === undefined ? undefined : cursorOf(query.cursor, order),
  } satisfies { [K in keyof CallQuery]?: CallQuery[K] | undefined };
  if (faults.length > 0) throw invalidRequest(faults);
  const given = Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
  return { ...(given as Partial<CallQuery>), limit: query.limit + 1, order };
}

/** The text inside a cursor: the list, its order, and the row it stands behind. */
export function cursorText(sort: CallListQuery['sort'], row: { id: string; endedAt: Millis | null }): string {
  return `calls ${sort} ${row.id} ${row.endedAt ?? ''}`;
}

function cursorOf(cursor: string, order: CallOrder): CallCursor {
  const [list, sort = '', id = '', at = ''] = readCursor(cursor).split(' ');
  const read = parseId(id);
  const wanted = orderOf(sort as CallListQuery['sort']);
  if (list !== 'calls' || !read || wanted.by !== order.by || wanted.direction !== order.direction)
    throw badCursor();
  if (order.by === 'created') return { id: read };
  if (!/^\d{1,15}$/.test(at)) throw badCursor();
  return { id: read, endedAt: Number(at) };
}

function orderOf(sort: CallListQuery['sort']): CallOrder {
  return {
    by: sort.endsWith('ended_at') ? 'ended' : 'created',
    direction: sort.startsWith('-') ? 'desc' : 'asc',
  };
}

function listOf(text: string | undefined): string[] | undefined {
  return text?.split(',').map((word) => word.trim());
}

/** A plus sign that was not escaped comes as a blank. */
function address(text: string | undefined): string | undefined {
  return text?.replace(/^ (?=\d)/, '+');
}
