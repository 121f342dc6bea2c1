/** Secrets that come with a request are sealed before anything else sees the call. */
import { sealSecrets, type CallOverrides, type CreateCall, type Sealer } from '#domain';

/** What a client wrote is plain text, whatever it looks like. */
const NEVER = (): boolean => false;

export function sealedRequest(input: CreateCall, sealer: Pick<Sealer, 'seal'> | undefined): CreateCall {
  if (!sealer) return input;
  const { agent, overrides } = input;
  return {
    ...input,
    agent: agent.kind === 'inline' ? { ...agent, config: sealSecrets(agent.config, sealer, NEVER) } : agent,
    overrides:
      overrides.config === undefined
        ? overrides
        : { ...overrides, config: sealSecrets(overrides.config, sealer, NEVER) },
  };
}

/** Those that a hook answered; what came from the agent itself is sealed already. */
export function sealedOverrides(
  overrides: CallOverrides,
  sealer: Pick<Sealer, 'seal'> | undefined,
): CallOverrides {
  const { config } = overrides;
  return config && sealer ? { ...overrides, config: sealSecrets(config, sealer) } : overrides;
}
