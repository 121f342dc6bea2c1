/** Local models as the configuration names them. */
import type { LocalModelsConfig } from '#config';
import type { Clock, Logger, Owner } from '#kernel';
import type { TurnDetector } from '#models';
import { createOnnxTurnDetector, createSherpaStt, createSherpaTts, type OwnProvider } from '#providers';

/** None, or one provider that hears, speaks, or both. @throws AppError `optional-dependency-missing`, `local-model-unusable` */
export async function loadLocalModels(
  { sttDir, ttsDir, languages }: LocalModelsConfig,
  owner: Owner,
  clock: Clock,
  logger: Logger,
): Promise<readonly OwnProvider[]> {
  if (sttDir === null && ttsDir === null) return [];
  const shared = { languages, clock, logger };
  const stt =
    sttDir === null ? null : owner.own('sherpa-stt', await createSherpaStt({ ...shared, dir: sttDir }));
  const tts =
    ttsDir === null ? null : owner.own('sherpa-tts', await createSherpaTts({ ...shared, dir: ttsDir }));
  return [
    {
      id: 'sherpa',
      title: 'Local models by sherpa-onnx',
      docs: 'docs/local-models.md',
      place: 'local',
      ...(stt ? { stt } : {}),
      ...(tts ? { tts } : {}),
    },
  ];
}

/** What judges turns in every call, or null. @throws AppError `optional-dependency-missing`, `local-model-unusable` */
export async function loadTurnModel(
  { turnModel }: LocalModelsConfig,
  owner: Owner,
  clock: Clock,
  logger: Logger,
): Promise<TurnDetector | null> {
  if (turnModel === null) return null;
  return owner.own('turn-model', await createOnnxTurnDetector({ model: turnModel, clock, logger }));
}
