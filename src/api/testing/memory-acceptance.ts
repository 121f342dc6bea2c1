/** One look at what accepting a call reads, from the nouns' own doubles; nobody is a contact in memory. */
import type { Repositories } from '#domain';

type Read = Pick<Repositories, 'agents' | 'voiceSlots' | 'providerKeys'>;

export function memoryAcceptance({
  agents,
  voiceSlots,
  providerKeys,
}: Read): Pick<Repositories, 'acceptance'> {
  return {
    acceptance: {
      async read(organizationId, { agentId, versionId }) {
        const agent = agentId && (await agents.get(organizationId, agentId));
        const wanted = [agent?.productionVersionId, versionId].filter(
          (id) => id !== null && id !== undefined,
        );
        const versions = await Promise.all(
          [...new Set(wanted)].map((id) => agentId && agents.getVersion(organizationId, agentId, id)),
        );
        return {
          agent,
          versions: versions.filter((version) => version !== null),
          contact: null,
          voiceSlots: await voiceSlots.list(organizationId),
          providerKeys: await providerKeys.list(organizationId),
        };
      },
    },
  };
}
