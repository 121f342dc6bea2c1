/** What each vendor offers, asked of the models that its own factories make; nothing is contacted. */
import { VirtualClock, silentLogger } from '#kernel';
import type { CatalogueVendor } from '#models';
import type { OwnProvider } from './own-provider.ts';
import type { VendorRow } from './vendor-row.ts';

export function describeVendor(row: VendorRow): CatalogueVendor {
  const options = {
    apiKey: 'unused',
    clock: new VirtualClock(),
    logger: silentLogger,
    ...(row.needsUrl ? { url: row.needsUrl.example } : {}),
  };
  const stt = row.stt?.(options);
  const tts = row.tts?.(options);
  const realtime = row.realtime?.(options);
  return {
    ...{ id: row.id, title: row.title, docs: row.docs, place: 'vendor', needsKey: row.needsKey },
    needsUrl: row.needsUrl?.example ?? null,
    ...(row.embeddingsUrl === undefined ? {} : { embeds: true as const }),
    stages: {
      ...(stt ? { stt: hears(stt) } : {}),
      ...(tts ? { tts: { ...speaks(tts), ownVoices: row.ownVoices ?? false, ...extras(row) } } : {}),
      ...(row.llm
        ? { llm: { model: row.llmModel === undefined ? row.llm(options).modelId : row.llmModel } }
        : {}),
      ...(realtime ? { realtime: speaks(realtime) } : {}),
    },
  };
}

export function describeOwn({ stt, tts, ...own }: OwnProvider): CatalogueVendor {
  return {
    ...own,
    needsKey: false,
    needsUrl: null,
    stages: {
      ...(stt ? { stt: hears(stt) } : {}),
      ...(tts ? { tts: { ...speaks(tts), ownVoices: false } } : {}),
    },
  };
}

function extras({ slotModels, tunable }: VendorRow): Pick<VendorRow, 'slotModels' | 'tunable'> {
  return { ...(slotModels ? { slotModels } : {}), ...(tunable ? { tunable } : {}) };
}

function hears({ modelId, capabilities }: NonNullable<OwnProvider['stt']>) {
  const { languages, openVocabulary } = capabilities;
  return { model: modelId, languages, openVocabulary };
}

type Speaker = Pick<NonNullable<OwnProvider['tts']>, 'modelId'> & {
  readonly capabilities: Pick<NonNullable<OwnProvider['tts']>['capabilities'], 'languages' | 'voices'>;
};

function speaks({ modelId, capabilities: { languages, voices } }: Speaker) {
  return { model: modelId, languages, voices };
}
