/** What numbers look like, for the document and the probes. */
import { Type } from 'typebox';
import { sampleHex } from '../../../openapi/sample-ids.ts';

export const NumberParams = Type.Object({ numberId: Type.String({ examples: [sampleHex('number')] }) });

const Route = Type.Object({
  probability: Type.Integer({ minimum: 0, maximum: 100, description: 'Percent.' }),
  id: Type.String(),
});
const routes = Type.Optional(Type.Array(Route, { description: 'Their probabilities sum to 100.' }));

export const NumberBuyBody = Type.Object(
  { area_code: Type.Optional(Type.String({ description: 'USA and Canada.' })) },
  { additionalProperties: true, examples: [{}] },
);

export const NumberPatchBody = Type.Object(
  {
    use_case_id: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    agent_routes: routes,
    model_routes: routes,
  },
  {
    additionalProperties: true,
    examples: [
      {
        use_case_id: sampleHex('agent'),
        agent_routes: [{ probability: 100, id: sampleHex('agent') }],
      },
    ],
  },
);

export const NumberTitleBody = Type.Object(
  { title: Type.String({ maxLength: 200 }) },
  { additionalProperties: true, examples: [{ title: 'Office' }] },
);

export const NumberShape = Type.Object(
  {
    id: Type.String(),
    organization_id: Type.String(),
    number: Type.String(),
    sid: Type.String(),
    title: Type.String(),
    mode: Type.String(),
    use_case_id: Type.Union([Type.String(), Type.Null()]),
    agent_routes: Type.Array(Route),
    model_routes: Type.Array(Route),
    use_case_config: Type.Optional(
      Type.Object(
        {
          id: Type.String(),
          prompt_routes: Type.Array(
            Type.Object(
              {
                probability: Type.Integer(),
                prompt_id: Type.Optional(Type.String()),
                model_id: Type.Optional(Type.String()),
              },
              { additionalProperties: false },
            ),
          ),
          agent_routes: Type.Array(Route),
        },
        { additionalProperties: false },
      ),
    ),
    locality: Type.Optional(Type.String({ description: 'Not told here.' })),
  },
  { additionalProperties: false },
);
