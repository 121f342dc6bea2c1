/**
 * `POST /calls/{id}/control` to our commands: inject-context, say, end-call, transfer.
 *
 * Source: reference.flireo.com/call-control-1861381m0.
 */
import type { CallCommand } from '#domain';
import { Fields } from '../shared/fields.ts';

const TYPES = ['inject-context', 'say', 'end-call', 'transfer'] as const;
const LONGEST_TEXT = 2000;
const DESTINATION = /^(?:\+[1-9]\d{1,14}|sips?:\S{1,290})$/i;

/** A missing flag counts as false. @throws AppError `invalid-request` naming each field */
export function toCommand(body: unknown): CallCommand {
  const fields = new Fields(body);
  if (!fields.has('type')) fields.fail('type', `Is required: one of ${TYPES.join(', ')}.`, 'required');
  const command = read(fields, fields.oneOf('type', TYPES));
  fields.finish();
  return command;
}

function read(fields: Fields, type: (typeof TYPES)[number] | null): CallCommand {
  switch (type) {
    case 'inject-context': {
      const text = content(fields);
      return { type: 'inform', text, respond: fields.flag('trigger_response') ?? false };
    }
    case 'say': {
      const text = content(fields);
      return { type: 'say', text, interruptible: true, end: fields.flag('end_after') ?? false };
    }
    case 'transfer': {
      const to = fields.requiredText('destination');
      if (to !== '' && !DESTINATION.test(to))
        fields.fail('destination', 'Must be a number such as +31200000009, or a SIP URI.', 'address');
      return {
        type: 'transfer',
        to,
        mode: 'blind',
        announcement: message(fields),
        briefing: null,
        confirm: false,
      };
    }
    case 'end-call':
    case null:
      return { type: 'end', say: message(fields) };
  }
}

function content(fields: Fields): string {
  return within(fields, 'content', fields.requiredText('content'));
}

function message(fields: Fields): string | null {
  const text = fields.text('message')?.trim();
  return text ? within(fields, 'message', text) : null;
}

function within(fields: Fields, name: string, text: string): string {
  if (text.length > LONGEST_TEXT)
    fields.fail(name, `Has ${text.length} characters; ${LONGEST_TEXT} are the most.`, 'length');
  return text;
}
