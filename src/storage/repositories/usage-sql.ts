/** What usage and figures both say of a call's row. */
import { sql, type RawBuilder } from 'kysely';

/** Between answer and end, ms. */
export const DURATION = sql`CASE WHEN answered_at IS NULL THEN 0 ELSE ended_at - answered_at END`;

/** When the call was made, by the clocks of a time zone. */
export function localTime(timeZone: string): RawBuilder<unknown> {
  return sql`(to_timestamp(created_at / 1000.0) AT TIME ZONE ${timeZone}::text)`;
}
