import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '#kernel';
import { sampleCapabilities, sampleProvider } from '../models/testing.ts';
import { slotVoice } from './slot-voice.ts';
import { SLOT_MODELS, SLOT_NUMBERS, type VoiceSlot } from './voice-slot.ts';

const embedded = sampleCapabilities({ voices: ['slt', 'rms', 'awb', 'kal'] });
const voice = (id: string, language: string) => ({
  ...{ id, languages: [language], gender: 'female' as const, description: id },
});
const eleven = sampleProvider('elevenlabs', {
  tts: {
    model: 'eleven_multilingual_v2',
    slotModels: { fast: 'eleven_flash_v2_5' },
    languages: ['es'],
    ownVoices: true,
    voices: [voice('madrid', 'es-ES'), voice('puebla', 'es-MX'), voice('any', 'es')],
  },
});
const withVendor = sampleCapabilities({ more: [eleven] });
const slot = (language: string, more: Partial<VoiceSlot> = {}): VoiceSlot => ({
  ...{ organizationId: 'o' as Id, number: 3, model: 'human', language, provider: 'elevenlabs' },
  ...{ voiceModel: null, voiceId: `own ${language}`, speed: 1, updatedAt: 0, ...more },
});

test('without any key the seven slots of a kind sound different', () => {
  for (const model of SLOT_MODELS) {
    const sounds = SLOT_NUMBERS.map((number) => slotVoice({ number, model }, 'en-GB', [], embedded));
    assert.equal(new Set(sounds.map((sound) => `${sound?.voiceId} ${sound?.speed}`)).size, 7);
  }
});

test('a vendor with a key serves its languages, the region first, and `fast` by its fast model', () => {
  const human = slotVoice({ number: 1, model: 'human' }, 'es-MX', [], withVendor);
  assert.deepEqual(human, { provider: 'elevenlabs', voiceModel: null, voiceId: 'puebla', speed: 1 });
  assert.equal(slotVoice({ number: 1, model: 'human' }, 'es-ES', [], withVendor)?.voiceId, 'madrid');
  assert.equal(
    slotVoice({ number: 1, model: 'fast' }, 'es-MX', [], withVendor)?.voiceModel,
    'eleven_flash_v2_5',
  );
  assert.equal(slotVoice({ number: 1, model: 'human' }, 'sv-SE', [], withVendor), null);
});

test("the organization's mapping goes first: its region, then its language, and only its own number and kind", () => {
  const mapped = [slot('es'), slot('es-MX')];
  const at = (language: string, number = 3) =>
    slotVoice({ number, model: 'human' }, language, mapped, withVendor)?.voiceId;
  assert.deepEqual([at('es-MX'), at('es-AR'), at('es-MX', 4)], ['own es-MX', 'own es', 'puebla']);
  assert.equal(slotVoice({ number: 3, model: 'fast' }, 'es-MX', mapped, withVendor)?.voiceId, 'madrid');
});

test('a mapping to a provider whose key is gone is passed over', () => {
  const mapped = [slot('en', { provider: 'cartesia' })];
  assert.equal(slotVoice({ number: 3, model: 'human' }, 'en-US', mapped, embedded)?.provider, 'embedded');
});
