/** What of dial's document the table cannot exercise, and why; docs/dialect-fields.md says the same to users. */
import type { LeftOut } from '../coverage.ts';

const UNKNOWN = 'the vendor names it and tells nowhere what it means';
const NOT_HERE = 'there is nothing here that it could tell';

export const leftOut: LeftOut = {
  '> calls[].use_backup': UNKNOWN,
  '> calls[].wait_until_awake': UNKNOWN,
  '> [].locality': NOT_HERE,
  '> messages[].transfer_contact.phone.extension': NOT_HERE,
  '> messages[].transfer_contact.contact_id': NOT_HERE,
  '> messages[].transfer_contact.slack_channel_id': NOT_HERE,
  '> messages[].unpreferred_messages': NOT_HERE,
};
