/** The models of calls: which ones an organization may use, and those that one call was given. */
import type { Call, EmbeddingChoice, EngineCapabilities, ModelService } from '#domain';
import { AppError, type Id } from '#kernel';
import type {
  EmbeddingModel,
  LlmModel,
  ModelStage,
  ModelSwitch,
  ModelUsage,
  RealtimeModel,
  SttModel,
  TtsModel,
  TurnDetector,
} from '#models';

/** What one call hears, thinks and speaks with. */
export interface CallModels {
  /** Null, like `tts`, exactly when `realtime` hears and speaks. */
  readonly stt: SttModel | null;
  readonly tts: TtsModel | null;
  readonly llm: LlmModel | null;
  readonly realtime: RealtimeModel | null;
  readonly turn: TurnDetector | null;
  /** Hears of every change of link from now on; one listener a call, told at once of what it missed. */
  listen(onSwitch: (change: ModelSwitch) => void): void;
  /** Something else that the call used: vectors of what it looked up. */
  note(usage: ModelUsage): void;
  /** Everything used so far, summed a stage, provider, model and unit. */
  usage(): readonly ModelUsage[];
  /** The last failure that no link could make good, of one of these stages. */
  failure(stages: readonly ModelStage[]): ModelSwitch | null;
  /** Gives back what it holds; idempotent. */
  close(): Promise<void>;
}

/** Which vectors an organization may have made. */
export interface EmbeddingSource {
  /**
   * @param wanted absent: the server's usual one; null: none
   * @throws AppError `embedding-unavailable` (400)
   */
  choose(organizationId: Id, wanted: EmbeddingChoice | null | undefined): Promise<EmbeddingChoice | null>;
  /** With the key as it is now. @throws AppError `provider-key-missing`, ModelError */
  open(
    organizationId: Id,
    choice: EmbeddingChoice,
    onUsage: (usage: ModelUsage) => void,
  ): Promise<EmbeddingModel>;
}

/** Plugged in by main. */
export interface ModelSource extends ModelService {
  readonly embeddings: EmbeddingSource;
  /**
   * Makes the models of the call's plan, with the keys as they are now; nothing is contacted yet.
   * @throws AppError `provider-key-missing` when a key of the plan is gone, `secret-unreadable`
   */
  forCall(call: Pick<Call, 'organizationId' | 'plan'>): Promise<CallModels>;
}

/** The same models for every call, whatever its plan; for tests and benches. They are closed by their owner. */
export function fixedModels(
  models: Partial<Pick<CallModels, 'stt' | 'tts' | 'llm' | 'realtime' | 'turn'>>,
  capabilities: EngineCapabilities,
): ModelSource {
  const { stt = null, tts = null, llm = null, realtime = null, turn = null } = models;
  const given: CallModels = {
    ...{ stt, tts, llm, realtime, turn },
    listen: () => {},
    note: () => {},
    usage: () => [],
    failure: () => null,
    close: async () => {},
  };
  return {
    capabilities: async (_organizationId: Id) => capabilities,
    forCall: async () => given,
    checkKey: async () => {},
    testKey: async () => ({ state: 'works', detail: 'Nobody was asked.' }),
    embeddings: {
      choose: async () => null,
      open: () =>
        Promise.reject(
          new AppError({
            code: 'embedding-unavailable',
            status: 400,
            message: 'These models make no vectors.',
          }),
        ),
    },
  };
}
