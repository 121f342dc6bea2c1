/** Turn detection by a model: has the speaker finished, or only paused? */
import type { Pcm } from '#audio';

export interface TurnDetector {
  readonly contract: 1;
  readonly provider: string;
  readonly modelId: string;
  /**
   * @param pcm the turn so far, 8 kHz, at most its last 8 s
   * @param text what was recognised of it, if anything
   * @returns the probability (0 to 1) that the turn is over. @throws ModelError
   */
  judge(pcm: Pcm, text: string, signal: AbortSignal): Promise<number>;
  close(): Promise<void>;
}
