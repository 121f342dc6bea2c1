/** Nodes that only a recogniser of open speech can serve, judged before anything is dialled. Pure. */
import { needsOpenSpeech, type AgentConfig, type EngineCapabilities, type ModelChoice } from '#domain';
import { AppError } from '#kernel';

/** @throws AppError `open-speech-missing` (400) naming the node */
export function refuseUnhearable(
  { flow }: AgentConfig,
  { stt, realtime }: ModelChoice,
  { providers }: EngineCapabilities,
): void {
  const [first] = stt;
  if (!flow || realtime || !first) return;
  const ability = providers.find(({ provider }) => provider === first.provider);
  if (ability?.stages.stt?.openVocabulary !== false) return;
  const index = flow.nodes.findIndex((node) => node.type === 'ask' && needsOpenSpeech(node.slot));
  const node = flow.nodes[index];
  if (node?.type !== 'ask') return;
  throw new AppError({
    code: 'open-speech-missing',
    status: 400,
    param: `agent.flow.nodes[${index}].slot`,
    message: `node '${node.id}': a slot of type '${node.slot.type}' needs a recogniser of open speech, and the ${first.provider} one hears expected phrases and digits alone. Bring a key of a speech-to-text provider (POST /v1/provider-keys), or ask for a choice, digits, a date or a telephone number.`,
  });
}
