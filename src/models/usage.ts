/** What models consumed, as they count it; priced later by a table that users can edit. */
export type ModelStage = 'stt' | 'llm' | 'tts' | 'realtime' | 'turn' | 'embedding';

export interface ModelUsage {
  readonly stage: ModelStage;
  readonly provider: string;
  readonly model: string;
  readonly unit:
    'seconds' | 'characters' | 'input-tokens' | 'cached-input-tokens' | 'output-tokens' | 'requests';
  readonly quantity: number;
}

/** A chain of models went on to its next link. */
export interface ModelSwitch {
  readonly stage: ModelStage;
  readonly from: string;
  readonly to: string | null;
  readonly fault: string;
  readonly detail: string;
  /** The failure's own, where the provider answered by HTTP. */
  readonly httpStatus?: number | undefined;
  readonly requestId?: string | undefined;
}
