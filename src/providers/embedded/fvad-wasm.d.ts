declare module '@echogarden/fvad-wasm' {
  /** An Emscripten factory; what it gives is typed where it is used. */
  const instantiate: () => Promise<unknown>;
  export default instantiate;
}
