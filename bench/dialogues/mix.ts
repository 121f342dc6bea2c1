/** Adds noise to speech, within 16 bits. */
export function mix(pcm: Int16Array, noise: Float64Array): Int16Array {
  return pcm.map((sample, i) => Math.max(-32_768, Math.min(32_767, Math.round(sample + (noise[i] ?? 0)))));
}
