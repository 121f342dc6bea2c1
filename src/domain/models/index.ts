/** Which models there are, and which ones a call was given. */
export * from './ability.ts';
export type * from './choice.ts';
export { providerOfModel } from './preference.ts';
export { bestFit, byFit, languageFit, speaks, type LanguageFit } from './language-match.ts';
export { baseLanguage, normaliseLocale, regionOf } from './locale.ts';
export {
  keyHint,
  type KeyVerdict,
  type ProviderKey,
  type ProviderKeyRepository,
  type ProviderKeyState,
} from './provider-key.ts';
