/** The provider that an agent names for a stage: it must be there, open, and offer the stage. Pure. */
import {
  isOpen,
  preferredFor,
  speaks,
  type EngineCapabilities,
  type ProviderAbility,
  type ProviderStages,
} from '#domain';
import { AppError, nearest } from '#kernel';

export type Stage = keyof ProviderStages;
export type Offering<S extends Stage> = ProviderAbility & {
  readonly stages: Required<Pick<ProviderStages, S>>;
};

const DOES: Readonly<Record<Stage, string>> = {
  stt: 'hears',
  tts: 'speaks',
  llm: 'has language models',
  realtime: 'has realtime models',
};

/**
 * @param param the field that names it, e.g. `stt.fallbacks[0].provider`
 * @throws AppError `provider-unknown`, `provider-key-missing` (400) naming field, rule and mend
 */
export function namedProvider<S extends Stage>(
  stage: S,
  name: string,
  param: string,
  { providers }: EngineCapabilities,
): Offering<S> {
  const ability = providers.find(({ provider }) => provider === name);
  if (!ability?.stages[stage]) throw unknown(stage, name, param, providers);
  if (!isOpen(ability)) throw closed(ability, param);
  return ability as Offering<S>;
}

/** The default of a stage for a language, the one that fits best first; undefined when none speaks it. */
export function usualProvider<S extends Exclude<Stage, 'llm'>>(
  stage: S,
  language: string,
  { providers }: EngineCapabilities,
): Offering<S> | undefined {
  const offerings = preferredFor<Stage>(stage, providers);
  return offerings.find((ability) => speaks(ability.stages[stage]!.languages, language)) as
    Offering<S> | undefined;
}

/** @throws AppError when the model is another than the only one that an embedded provider has */
export function modelOf<S extends Exclude<Stage, 'llm'>>(
  ability: Offering<S>,
  stage: S,
  wanted: string | undefined,
  param: string,
): string {
  const { model } = ability.stages[stage]!;
  if (wanted === undefined || wanted === model || ability.place !== 'embedded') return wanted ?? model;
  throw refusal('model-unknown', param, `${ability.provider} has the model "${model}" only. Leave it out.`);
}

function unknown(stage: Stage, name: string, param: string, providers: readonly ProviderAbility[]): AppError {
  const names = providers.filter(({ stages }) => stages[stage]).map(({ provider }) => provider);
  const meant = nearest(name, names);
  const message = `no provider "${name}" ${DOES[stage]} here.${meant ? ` Did you mean ${meant}?` : ''} Choose one of: ${names.join(', ')}.`;
  return refusal('provider-unknown', param, message);
}

function closed({ provider, mend }: ProviderAbility, param: string): AppError {
  return refusal('provider-key-missing', param, `${provider} needs a key, and there is none. ${mend}`);
}

/** 400 with one fault, whose rule is the code. */
export function refusal(code: string, param: string, message: string): AppError {
  return new AppError({
    code,
    status: 400,
    param,
    message: `${param}: ${message}`,
    faults: [{ param, rule: code, message }],
  });
}
