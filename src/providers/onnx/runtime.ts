/**
 * What we use of `onnxruntime-web` (https://onnxruntime.ai/docs/api/js/), an optional package: models as files, run by
 * WASM in the thread that loads it.
 */

export interface OnnxRuntime {
  readonly env: { readonly wasm: { numThreads: number; proxy?: boolean } };
  readonly InferenceSession: {
    create(model: Uint8Array, options: { executionProviders: readonly string[] }): Promise<OnnxSession>;
  };
  readonly Tensor: new (
    type: 'float32' | 'int64',
    data: Float32Array | BigInt64Array,
    dims: readonly number[],
  ) => unknown;
}

export interface OnnxSession {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(
    feeds: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, { readonly data: Float32Array }>>>;
}

export const ONNX_PACKAGE = 'onnxruntime-web';

/** Loads it for the calling thread alone: more threads would cost each of ours a pool of its own. */
export async function loadOnnx(module: string): Promise<OnnxRuntime> {
  const loaded = (await import(module)) as OnnxRuntime & { default?: OnnxRuntime };
  const runtime = loaded.InferenceSession ? loaded : loaded.default!;
  runtime.env.wasm.numThreads = 1;
  runtime.env.wasm.proxy = false;
  return runtime;
}
