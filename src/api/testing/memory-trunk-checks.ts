/** Finds every trunk well; nothing is asked. */
import type { TrunkCheckService } from '#domain';
import type { Clock } from '#kernel';

export function memoryTrunkChecks(clock: Clock): TrunkCheckService {
  return {
    async diagnose({ uri }) {
      const detail = 'leads to UDP 192.0.2.1:5060';
      const step = { step: 'resolve', target: uri, ok: true, ms: 0, detail, mend: null } as const;
      return { at: clock.now(), ok: true, steps: [step] };
    },
  };
}
