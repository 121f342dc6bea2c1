/** Secrets that come with a request are sealed before anything else sees the call. */
import {
  isSealed,
  sealSecrets,
  type CallOverrides,
  type CreateCall,
  type HttpTool,
  type Sealer,
  type ToolsAt,
} from '#domain';

/** What a client wrote is plain text, whatever it looks like. */
const NEVER = (): boolean => false;

export function sealedRequest(input: CreateCall, sealer: Pick<Sealer, 'seal'> | undefined): CreateCall {
  if (!sealer) return input;
  const { agent, overrides } = input;
  const isInline = agent.kind === 'inline';
  return {
    ...input,
    agent: isInline ? { ...agent, config: sealSecrets(agent.config, sealer, NEVER) } : agent,
    overrides: sealedOverrides(overrides, sealer, NEVER),
  };
}

/** Without `done` for those that a hook answered: what came from the agent itself is sealed already. */
export function sealedOverrides(
  overrides: CallOverrides,
  sealer: Pick<Sealer, 'seal'> | undefined,
  done: (secret: string) => boolean = isSealed,
): CallOverrides {
  const { config, toolsAt } = overrides;
  if (!sealer || (config === undefined && !toolsAt?.auth)) return overrides;
  return {
    ...overrides,
    ...(config === undefined ? {} : { config: sealSecrets(config, sealer, done) }),
    ...(toolsAt ? { toolsAt: { ...toolsAt, ...sealedAuth(toolsAt, sealer, done) } } : {}),
  };
}

/** As that of a tool, which is where it goes. */
function sealedAuth(
  { to: url, auth }: ToolsAt,
  sealer: Pick<Sealer, 'seal'>,
  done: (secret: string) => boolean,
): Pick<ToolsAt, 'auth'> {
  if (!auth) return {};
  const tool: HttpTool = {
    type: 'http',
    name: 'x',
    description: '',
    method: 'POST',
    url,
    timeout_ms: 1,
    auth,
  };
  const [sealed] = sealSecrets({ tools: [tool] }, sealer, done).tools;
  return sealed?.type === 'http' && sealed.auth ? { auth: sealed.auth } : {};
}
