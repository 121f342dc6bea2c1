/** `GET /calls`: what it may be asked (doc.hmsovereign.com, listCalls), and what of it the store is asked. */
import type { CallQuery, CallState, OutcomeCode } from '#domain';
import { queryFields, readMoment, readPaging } from '../paging.ts';

/** The same words as in the answer (`statusWord`). */
const ENDED: readonly OutcomeCode[] = ['completed', 'voicemail'];
const FAILED: readonly OutcomeCode[] = ['no_answer', 'busy', 'canceled', 'denied', 'failed', 'interrupted'];
const STATES: Readonly<Record<string, CallState>> = {
  connecting: { status: ['queued', 'scheduled', 'dialing', 'ringing'] },
  'in-progress': { status: ['in_progress'] },
  ended: { outcome: ENDED },
  failed: { outcome: FAILED },
  rejected: { endCodes: ['minutes-exhausted'] },
};

export interface ReadQuery {
  readonly query: CallQuery;
  readonly limit: number;
  readonly offset: number;
}

/** @throws AppError `invalid-request` naming each field */
export function toCallQuery(given: unknown): ReadQuery {
  const fields = queryFields(given);
  const { limit, offset } = readPaging(fields);
  const status = fields.oneOf('status', Object.keys(STATES));
  const from = readMoment(fields, 'start_date', false);
  const to = readMoment(fields, 'end_date', true);
  fields.finish();
  return {
    limit,
    offset,
    query: {
      limit,
      offset,
      withTotal: true,
      ...(status === null ? {} : { states: [STATES[status]!] }),
      ...(from === null ? {} : { createdFrom: from }),
      ...(to === null ? {} : { createdTo: to }),
    },
  };
}
