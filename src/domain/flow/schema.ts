/** The schema of a flow playbook: nodes and the edges between them. */
import { Type, type Static } from 'typebox';
import { TransferTargetSchema, TransferToolSchema } from '../agents/transfer-schema.ts';
import { slotName as nodeId, SlotSchema } from './slot-schema.ts';

export { needsOpenSpeech, SlotSchema, type Slot } from './slot-schema.ts';

const text = Type.String({ minLength: 1, maxLength: 5000, description: 'May hold {{variables}}.' });
const closed = { additionalProperties: false } as const;

/** Compares a slot or variable with a value. */
export const ConditionSchema = Type.Object(
  {
    variable: Type.String({ minLength: 1, maxLength: 200 }),
    op: Type.Enum(['equals', 'not_equals', 'contains', 'greater_than', 'less_than', 'exists', 'not_exists']),
    value: Type.Optional(Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
  },
  closed,
);
export type Condition = Static<typeof ConditionSchema>;

const SayNode = Type.Object(
  { id: nodeId, type: Type.Literal('say'), text, interruptible: Type.Optional(Type.Boolean()) },
  closed,
);

const AskNode = Type.Object(
  {
    id: nodeId,
    type: Type.Literal('ask'),
    text,
    slot: SlotSchema,
    interruptible: Type.Optional(Type.Boolean()),
    retries: Type.Integer({
      minimum: 0,
      maximum: 5,
      default: 2,
      description: 'How often it is asked again.',
    }),
    reprompt: Type.Optional(text),
    confirm: Type.Optional(
      Type.Union([Type.Boolean(), Type.Literal('costly')], {
        description:
          'Read the answer back and ask whether it is right. `costly`: only where it was spoken and may be wrong (digits, numbers, dates, times, telephone numbers, e-mail), not what was keyed in.',
      }),
    ),
  },
  closed,
);

/** An end of a prompt node; the edge with the same name in `on` leads on from it. */
const Outcome = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z][a-z0-9_]{0,62}$' }),
    description: Type.Optional(
      Type.String({ maxLength: 500, description: 'Tells the model when this is the outcome.' }),
    ),
  },
  closed,
);

const PromptNode = Type.Object(
  {
    id: nodeId,
    type: Type.Literal('prompt'),
    instructions: Type.String({ minLength: 1, maxLength: 20_000, description: 'May hold {{variables}}.' }),
    text: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 5000,
        description: 'Its first words; absent: the model begins.',
      }),
    ),
    outcomes: Type.Array(Outcome, { minItems: 1, maxItems: 20 }),
    slots: Type.Optional(
      Type.Array(SlotSchema, { maxItems: 20, description: 'What the model may fill as it goes on.' }),
    ),
    max_turns: Type.Integer({
      minimum: 1,
      maximum: 100,
      default: 12,
      description:
        'Turns of the callee after which the flow goes on by `on: max_turns`, else by the plain edge.',
    }),
  },
  closed,
);

const to = TransferTargetSchema;
const { mode, announcement, briefing, confirm, ring_timeout_s, failed } = TransferToolSchema.properties;

export const NodeSchema = Type.Union([
  SayNode,
  AskNode,
  Type.Object({ id: nodeId, type: Type.Literal('decide') }, closed),
  Type.Object(
    {
      id: nodeId,
      type: Type.Literal('tool'),
      tool: Type.String({ minLength: 1, maxLength: 64 }),
      arguments: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
      save_as: Type.Optional(nodeId),
      speech: Type.Optional(text),
    },
    closed,
  ),
  PromptNode,
  Type.Object(
    {
      id: nodeId,
      type: Type.Literal('transfer'),
      ...{ to, mode, announcement, briefing, confirm, ring_timeout_s, failed },
    },
    closed,
  ),
  Type.Object(
    {
      id: nodeId,
      type: Type.Literal('end'),
      text: Type.Optional(text),
      interruptible: Type.Optional(Type.Boolean()),
    },
    closed,
  ),
]);
export type FlowNode = Static<typeof NodeSchema>;

/**
 * `when` absent: always. `on`: the way a node ended: `no_match`, `no_input` (ask), `error` (tool), `failed` (transfer);
 * of a prompt the name of an outcome, `max_turns`, `no_input` or `error`.
 */
export const EdgeSchema = Type.Object(
  {
    from: nodeId,
    to: nodeId,
    when: Type.Optional(ConditionSchema),
    on: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9_]{0,62}$', examples: ['no_match'] })),
  },
  closed,
);
export type FlowEdge = Static<typeof EdgeSchema>;

export const FlowSchema = Type.Object(
  {
    start: nodeId,
    nodes: Type.Array(NodeSchema, { minItems: 1, maxItems: 500 }),
    edges: Type.Array(EdgeSchema, { maxItems: 2000 }),
  },
  closed,
);
export type Flow = Static<typeof FlowSchema>;
