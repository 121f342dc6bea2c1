/** The range of calls that a figure is of. */
import type { Tenant, UsageQuery } from '#domain';
import { invalidRequest, type FieldFault, type Millis } from '#kernel';
import { Type } from 'typebox';
import type { NativeDeps } from '../native.ts';
import { findId, IdText } from '../shapes/ids.ts';
import { isTimeZone } from '../shapes/texts.ts';
import { momentFault, MomentText, readMoment } from '../shapes/times.ts';

const DAY_MS = 86_400_000;

export const rangeFields = {
  from: Type.Optional(MomentText),
  to: Type.Optional(MomentText),
  agent_id: Type.Optional(IdText),
  number_id: Type.Optional(IdText),
  direction: Type.Optional(Type.Enum(['outbound', 'inbound'])),
  mode: Type.Enum(['live', 'test'], { default: 'live', description: 'Of which keys the calls are.' }),
};

export const TimeZone = Type.String({
  minLength: 1,
  maxLength: 60,
  default: 'UTC',
  description: 'IANA; what a day or an hour is.',
});

interface Range {
  readonly from?: string;
  readonly to?: string;
  readonly agent_id?: string;
  readonly number_id?: string;
  readonly direction?: 'outbound' | 'inbound';
  readonly mode: 'live' | 'test';
  readonly time_zone?: string;
}

/**
 * @param days how far back it goes when nothing is said, and `most` how long it may be
 * @throws AppError `invalid-request` (400)
 */
export async function readRange(
  deps: NativeDeps,
  tenant: Tenant,
  query: Range,
  days: { readonly usual: number; readonly most: number | null },
): Promise<UsageQuery> {
  const faults: FieldFault[] = [];
  const moment = (param: 'from' | 'to', otherwise: Millis): Millis => {
    const text = query[param];
    if (text === undefined) return otherwise;
    const at = readMoment(text);
    if (at === null) faults.push(momentFault(param));
    return at ?? otherwise;
  };
  const to = moment('to', deps.clock.now());
  const from = moment('from', to - days.usual * DAY_MS);
  if (from >= to) faults.push({ param: 'from', rule: 'range', message: 'Must be before `to`.' });
  if (days.most !== null && to - from > days.most * DAY_MS)
    faults.push({
      param: 'from',
      rule: 'range',
      message: `The range is longer than ${days.most} days; ask for less at a time.`,
    });
  if (query.time_zone !== undefined && !isTimeZone(query.time_zone))
    faults.push({
      param: 'time_zone',
      rule: 'time-zone',
      message: 'Is not a time zone of the IANA database, like Europe/Madrid.',
    });
  if (faults.length > 0) throw invalidRequest(faults);
  const { agent_id, number_id, direction, mode } = query;
  return {
    ...{ from, to, test: mode === 'test' },
    ...(agent_id === undefined ? {} : { agentId: await findId(deps, tenant, agent_id, 'agent', 'agent_id') }),
    ...(number_id === undefined
      ? {}
      : { numberId: await findId(deps, tenant, number_id, 'number', 'number_id') }),
    ...(direction === undefined ? {} : { direction }),
  };
}
