/** Models that turn texts into vectors: near in meaning, near in direction. */

export interface EmbeddingModel {
  readonly contract: 1;
  readonly provider: string;
  readonly modelId: string;
  /**
   * @param texts at most 100, each of some thousand characters at most
   * @returns a vector a text, in their order, all of one length
   * @throws ModelError
   */
  embed(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]>;
}
