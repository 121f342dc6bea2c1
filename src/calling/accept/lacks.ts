/** What an agent lacks to run here: acceptance, without a call. */
import type { AgentConfig, CreateCall, Lack, Repositories } from '#domain';
import { AppError, type Id } from '#kernel';
import type { Engine } from './plan.ts';
import { resolvePlan } from './plan.ts';
import { withReferences } from './refer.ts';

/** @returns the one thing for which a call would be refused, else what it would do without; never rejects for a fault of the agent */
export async function lacksOf(
  config: AgentConfig,
  organizationId: Id,
  engine: Engine,
  store: Pick<Repositories, 'tools' | 'analysisTemplates'>,
): Promise<readonly Lack[]> {
  try {
    const resolved = await withReferences(config, organizationId, store);
    const { notes } = resolvePlan(
      rehearsal(resolved),
      { agentId: null, versionId: null, config: resolved },
      engine,
      {},
    );
    return notes
      .filter(({ type }) => type !== 'variable-missing')
      .map(({ type, data }) => ({ code: type, message: JSON.stringify(data), refuses: false }));
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.status >= 500) throw thrown;
    return [{ code: thrown.code, message: thrown.message, refuses: true }];
  }
}

/** Values are the request's to give. */
function rehearsal(config: AgentConfig): CreateCall {
  return {
    agent: { kind: 'inline', config },
    to: '+10000000000',
    person: {},
    from: null,
    numberId: null,
    trunkId: null,
    variables: {},
    overrides: {},
    metadata: {},
    notBefore: null,
    unresolvedVariables: 'omit',
    pendingFeatures: [],
    source: { api: 'native', data: {} },
  };
}
