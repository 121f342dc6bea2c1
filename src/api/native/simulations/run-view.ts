/** One simulation as the native API shows it. */
import type { SimulationRun, SimulationSession } from '#domain';
import { spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import { spellMaybe } from '../shapes/ids.ts';
import { iso, Moment } from '../shapes/times.ts';

const MaybeText = Type.Union([Type.String(), Type.Null()]);
const Verdict = Type.Object(
  {
    success: Type.Boolean(),
    criteria: Type.Array(
      Type.Object({ success: Type.Boolean(), reason: Type.String() }, { additionalProperties: false }),
    ),
  },
  { additionalProperties: false },
);

export const RunSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('simulation'),
    session_id: Type.String(),
    suite_id: MaybeText,
    case_id: Type.String(),
    case_name: Type.String(),
    agent_id: Type.String(),
    agent_name: Type.String(),
    status: Type.Enum(['queued', 'running', 'completed', 'failed']),
    turns: Type.Array(
      Type.Object(
        {
          who: Type.Enum(['agent', 'person']),
          text: Type.String(),
          at_ms: Type.Number({ description: 'From the beginning, as if it were spoken.' }),
        },
        { additionalProperties: false },
      ),
    ),
    tools_used: Type.Array(Type.String()),
    ended_by: MaybeText,
    verdict: Type.Union([Verdict, Type.Null()]),
    fault: Type.Union([
      Type.Object({ code: Type.String(), message: Type.String() }, { additionalProperties: false }),
      Type.Null(),
    ]),
    created_at: Moment,
    ended_at: Type.Union([Moment, Type.Null()]),
  },
  { additionalProperties: false },
);

export const SessionSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('simulation_session'),
    suite_id: MaybeText,
    total: Type.Integer(),
    completed: Type.Integer(),
    failed: Type.Integer(),
    created_at: Moment,
  },
  { additionalProperties: false },
);

export function runView(run: SimulationRun): Static<typeof RunSchema> {
  const { verdict } = run;
  return {
    id: spellNative('sim', run.id),
    object: 'simulation',
    session_id: spellNative('simses', run.sessionId),
    suite_id: spellMaybe('suite', run.suiteId),
    case_id: spellNative('simcase', run.caseId),
    case_name: run.caseName,
    agent_id: spellNative('agent', run.agentId),
    agent_name: run.agentName,
    status: run.state,
    turns: run.turns.map(({ who, text, atMs }) => ({ who, text, at_ms: atMs })),
    tools_used: [...run.tools],
    ended_by: run.endedBy,
    verdict: verdict && { success: verdict.success, criteria: verdict.criteria.map((one) => ({ ...one })) },
    fault: run.fault && { ...run.fault },
    created_at: iso(run.createdAt),
    ended_at: run.endedAt === null ? null : iso(run.endedAt),
  };
}

export function sessionView(session: SimulationSession): Static<typeof SessionSchema> {
  const { total, completed, failed } = session;
  return {
    id: spellNative('simses', session.id),
    object: 'simulation_session',
    suite_id: spellMaybe('suite', session.suiteId),
    ...{ total, completed, failed },
    created_at: iso(session.createdAt),
  };
}
