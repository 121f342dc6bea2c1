/** The schema of a flow playbook: nodes, edges, slots. Later issues add node and slot types; the shape stays. */
import { Type, type Static } from 'typebox';

const nodeId = Type.String({ pattern: '^[a-zA-Z0-9_-]{1,64}$' });
const text = Type.String({ minLength: 1, maxLength: 5000, description: 'May hold {{variables}}.' });

/** What an ask listens for. `value` is what is stored; `phrases` are ways to say it. */
export const SlotSchema = Type.Union([
  Type.Object({ type: Type.Literal('yes_no'), name: nodeId }, { additionalProperties: false }),
  Type.Object(
    {
      type: Type.Literal('choice'),
      name: nodeId,
      options: Type.Array(
        Type.Object(
          {
            value: Type.String({ minLength: 1, maxLength: 100 }),
            phrases: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 50 }),
            key: Type.Optional(
              Type.String({
                pattern: '^[0-9*#]$',
                description: 'Keypad key of this option; by default 1, 2, 3 … in order.',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 20 },
      ),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      type: Type.Literal('digits'),
      name: nodeId,
      min: Type.Integer({ minimum: 1, maximum: 32, default: 1 }),
      max: Type.Integer({ minimum: 1, maximum: 32, default: 16 }),
    },
    { additionalProperties: false },
  ),
]);
export type Slot = Static<typeof SlotSchema>;

/** Compares a slot or variable with a value. */
export const ConditionSchema = Type.Object(
  {
    variable: Type.String({ minLength: 1, maxLength: 200 }),
    op: Type.Enum(['equals', 'not_equals', 'contains', 'greater_than', 'less_than', 'exists', 'not_exists']),
    value: Type.Optional(Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
  },
  { additionalProperties: false },
);
export type Condition = Static<typeof ConditionSchema>;

export const NodeSchema = Type.Union([
  Type.Object(
    { id: nodeId, type: Type.Literal('say'), text, interruptible: Type.Optional(Type.Boolean()) },
    { additionalProperties: false },
  ),
  Type.Object(
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
    },
    { additionalProperties: false },
  ),
  Type.Object({ id: nodeId, type: Type.Literal('decide') }, { additionalProperties: false }),
  Type.Object(
    {
      id: nodeId,
      type: Type.Literal('tool'),
      tool: Type.String({ minLength: 1, maxLength: 64 }),
      arguments: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
      save_as: Type.Optional(nodeId),
      speech: Type.Optional(text),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      id: nodeId,
      type: Type.Literal('end'),
      text: Type.Optional(text),
      interruptible: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
]);
export type FlowNode = Static<typeof NodeSchema>;

/** `when` absent: always. `on`: the way a node ended (`no_match`, `no_input` for ask; `error` for tool). */
export const EdgeSchema = Type.Object(
  {
    from: nodeId,
    to: nodeId,
    when: Type.Optional(ConditionSchema),
    on: Type.Optional(Type.Enum(['no_match', 'no_input', 'error'])),
  },
  { additionalProperties: false },
);
export type FlowEdge = Static<typeof EdgeSchema>;

export const FlowSchema = Type.Object(
  {
    start: nodeId,
    nodes: Type.Array(NodeSchema, { minItems: 1, maxItems: 500 }),
    edges: Type.Array(EdgeSchema, { maxItems: 2000 }),
  },
  { additionalProperties: false },
);
export type Flow = Static<typeof FlowSchema>;
