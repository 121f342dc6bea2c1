/** The types of actions, and what is kept of one. */
import type { DialectNoun, Tool } from '#domain';
import type { Id } from '#kernel';
import type { Json } from '../../shared/fields.ts';

/** By their key in a request; as a create answers them. */
export const KINDS = {
  INFORMATION_EXTRACTOR: 'Information Extractor',
  LIVE_TRANSFER: 'Live Transfer',
  SEND_SMS: 'Send SMS',
  INCALL_SMS: 'In-call SMS',
  INCALL_WHATSAPP: 'In-call WhatsApp',
  CUSTOM_ACTION: 'Custom Action',
  REAL_TIME_BOOKING: 'Real-time Booking',
  CUSTOM_EVAL: 'Custom Evaluation',
} as const;
export type Kind = keyof typeof KINDS;
export const KIND_NAMES = Object.keys(KINDS) as readonly Kind[];

/** Of the API's own noun; a tool of the same id where native has one. */
export const ACTION: DialectNoun = { dialect: 'synthflow', noun: 'action' };

export const SOURCES = ['llm', 'hardcoded'] as const;

/** One entry of `input_variables_mapping`. */
export interface InputVariable {
  readonly variable_name: string;
  readonly source: (typeof SOURCES)[number];
  readonly hardcoded_value: string | null;
  readonly llm_config: {
    readonly description: string | null;
    readonly example: string | null;
    readonly required: boolean;
  } | null;
}

export interface Attachment {
  readonly attachment_type: 'before' | 'during' | 'after';
  readonly trigger_condition: string;
  readonly input_variables_mapping: readonly InputVariable[];
}

/** As it is kept. */
export interface ActionData {
  readonly kind: Kind;
  readonly name: string;
  readonly description: string;
  /** The type's body as it came, without secrets. */
  readonly body: Json;
  /** What `initialize` gave for `{placeholders}`. */
  readonly initial: Readonly<Record<string, string>>;
  /** By the agent's id. */
  readonly attached: Readonly<Record<string, Attachment>>;
}

/** One action, whoever made it. */
export interface Action extends ActionData {
  readonly id: Id;
}

/** What an action is natively: a tool, or something to be taken from the call after it. */
export type Effect =
  | { readonly is: 'tool'; readonly tool: Tool }
  | { readonly is: 'data'; readonly property: string; readonly schema: Json };

export const MASK = '***';
