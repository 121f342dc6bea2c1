import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Owner, realClock, silentLogger, type AppError } from '#kernel';
import { loadTurnModel } from './local-models.ts';

const none = { sttDir: null, ttsDir: null, languages: [], sileroModel: null, turnModel: null };
const load = (turnModel: string | null) =>
  loadTurnModel({ ...none, turnModel }, new Owner(), realClock, silentLogger);

test('a turn model is loaded where one is named, and what it lacks is told', async () => {
  assert.equal(await load(null), null);
  await assert.rejects(load('/srv/turn.onnx'), (error: AppError) =>
    error.message.startsWith('PARLEY_TURN_MODEL needs the package onnxruntime-web'),
  );
});
