/** Preloaded into a process of a bench (`--import`): there `#providers` is `instant-providers.ts`. */
import { registerHooks } from 'node:module';

const instant = new URL('instant-providers.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '#providers' ? { url: instant, shortCircuit: true } : next(specifier, context),
});
