/** Which stages of a call an organization paid its provider for itself. */
import type { ProviderKey } from '../models/provider-key.ts';
import type { CallUsage } from './usage.ts';

interface OwnKeys {
  readonly stt: boolean;
  readonly llm: boolean;
  readonly tts: boolean;
  readonly realtime: boolean;
}

/** @param keys those that the organization has now; one that came after the call served no stage of it */
export function ownKeysOf(
  { cost, createdAt }: Pick<CallUsage, 'cost' | 'createdAt'>,
  keys: readonly Pick<ProviderKey, 'provider' | 'createdAt'>[],
): OwnKeys {
  const own = (stage: string): boolean =>
    (cost?.lines ?? []).some(
      (line) =>
        line.stage === stage &&
        keys.some((key) => key.provider === line.provider && key.createdAt <= createdAt),
    );
  return { stt: own('stt'), llm: own('llm'), tts: own('tts'), realtime: own('realtime') };
}
