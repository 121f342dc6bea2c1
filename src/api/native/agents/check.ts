/** What a schema can not say about an agent. */
import { isOpen, keepSecrets, secretFaults, type AgentConfig, type Tenant } from '#domain';
import { invalidRequest, spellNative, type FieldFault } from '#kernel';
import type { NativeDeps } from '../native.ts';
import { findId } from '../shapes/ids.ts';
import { knownNumber } from '../shapes/known.ts';

/**
 * Gives the agent back, its number in our own spelling, when it can be used here. `base` goes before each field's path, e.g. `agent.`;
 * a secret given as `***` is taken from `stored`.
 * @throws AppError `invalid-request` (400) naming every fault, `number-unknown` (404)
 */
export async function checkedAgent(
  deps: NativeDeps,
  tenant: Tenant,
  config: AgentConfig,
  base = '',
  stored: Partial<AgentConfig> = {},
): Promise<AgentConfig> {
  const faults = [
    ...deps.checkAgent(config),
    ...secretFaults(config, stored),
    ...(await voiceFaults(deps, tenant, config)),
  ];
  if (faults.length > 0)
    throw invalidRequest(faults.map((fault) => ({ ...fault, param: base + fault.param })));
  if (config.number_id !== undefined) {
    const param = `${base}number_id`;
    const number = await knownNumber(
      deps,
      tenant,
      await findId(deps, tenant, config.number_id, 'number', param),
      param,
    );
    return { ...keepSecrets(config, stored), number_id: spellNative('num', number.id) };
  }
  return keepSecrets(config, stored);
}

/** An account's own voices, and a provider whose key is still to come, are judged when a call is made. */
async function voiceFaults(deps: NativeDeps, tenant: Tenant, config: AgentConfig): Promise<FieldFault[]> {
  const wanted = config.voice;
  if (wanted?.id === undefined) return [];
  const { voices, providers } = await deps.models.capabilities(tenant.organizationId);
  const named = providers.find(({ provider }) => provider === wanted.provider);
  if (named?.stages.tts?.ownVoices || (named && !isOpen(named))) return [];
  const known = voices.some(
    (voice) =>
      voice.id === wanted.id && (wanted.provider === undefined || voice.provider === wanted.provider),
  );
  if (known) return [];
  const names = [...new Set(voices.map((voice) => voice.id))].join(', ');
  return [
    {
      param: 'voice.id',
      message: `No voice \`${wanted.id}\` is configured${wanted.provider ? ` for \`${wanted.provider}\`` : ''}. Voices: ${names || 'none'}.`,
      rule: 'voice',
    },
  ];
}
