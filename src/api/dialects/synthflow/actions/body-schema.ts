/** The bodies of `POST /actions`, a type each. Source: docs.synthflow.ai/openapi.json. */
import { Type, type TSchema } from 'typebox';
import { KIND_NAMES, type Kind } from './kinds.ts';

const fields = (...names: string[]): Record<string, TSchema> =>
  Object.fromEntries(names.map((name) => [name, Type.Optional(Type.Unknown())]));
const object = (...names: string[]): TSchema => Type.Optional(Type.Object(fields(...names)));
const pairs = Type.Optional(Type.Array(Type.Object(fields('key', 'value'))));

const BODIES: Readonly<Record<Kind, Record<string, TSchema>>> = {
  INFORMATION_EXTRACTOR: {
    YES_NO: object('identifier', 'description'),
    SINGLE_CHOICE: object('identifier', 'description', 'choices'),
    OPEN_QUESTION: object('identifier', 'description', 'examples'),
  },
  LIVE_TRANSFER: {
    ...fields('transfer_mode', 'phone', 'phone_book_id', 'instructions', 'initiating_msg'),
    ...fields('message_to_transfer_target', 'goodbye_msg', 'failed_msg', 'timeout', 'digits'),
    ...fields('stop_recording_after_transfer', 'human_detection', 'human_detection_timeout_seconds'),
    ...fields('summarization_prompt', 'preserve_caller_id', 'screened'),
    human_availability: object('timezone', 'schedule', 'unavailable_message', 'active'),
  },
  SEND_SMS: fields('content', 'instructions'),
  INCALL_SMS: fields(
    ...['message_body', 'wait_for_reply', 'timeout_seconds', 'fallback_message', 'message_before_action'],
  ),
  INCALL_WHATSAPP: fields(
    ...['content_sid', 'content_variables', 'wait_for_reply', 'timeout_seconds', 'fallback_message'],
  ),
  CUSTOM_ACTION: {
    ...fields('http_mode', 'url', 'run_action_before_call_start', 'name', 'description', 'prompt'),
    ...{ headers: pairs, query_parameters: pairs, variables_before_the_call: pairs },
    ...fields('json_body_stringified', 'failure_timeout', 'speech_while_using_the_tool'),
    custom_auth: object('is_needed', 'location', 'key', 'value'),
    variables_during_the_call: Type.Optional(
      Type.Array(Type.Object(fields('name', 'description', 'example', 'type'))),
    ),
    ...fields('message_before_action_starts', 'message_delay', 'message_delay_time', 'message_error'),
    ...fields('agent_speak_naturally', 'action_sound', 'integration'),
  },
  REAL_TIME_BOOKING: {
    ...fields('first_appt_date', 'max_time_slots', 'min_hours_diff', 'no_of_days', 'timezone'),
    CALCOM: object('event_id', 'user_email', 'integration', 'sms_boolean', 'sms_message'),
    GHL: object('calendar_id', 'autoconfirm', 'booking_title'),
  },
  CUSTOM_EVAL: { question: object('identifier', 'text', 'category', 'expected_result') },
};

/** By type; exactly one of them. */
export const kindBodies = Object.fromEntries(
  KIND_NAMES.map((kind) => [kind, Type.Optional(Type.Object(BODIES[kind]))]),
);
