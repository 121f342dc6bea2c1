/** What Parley says it also hears, as the demo needs it. The voices are kin of nothing in the recogniser. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentLogger } from '#kernel';
import { throughLine } from '../../../fixtures/speech/line.ts';
import { createFliteTts } from './flite.ts';
import { createGrammarStt } from './grammar-stt.ts';

test('each embedded voice, through mu-law, is understood by the recogniser', async (context) => {
  const tts = await createFliteTts({ logger: silentLogger });
  const stt = await createGrammarStt({ logger: silentLogger });
  const signal = new AbortController().signal;
  const grammar = {
    phrases: [
      { text: 'yes', value: 'yes' },
      { text: 'sure', value: 'yes' },
      { text: 'no', value: 'no' },
      { text: 'morning', value: 'am' },
      { text: 'in the afternoon', value: 'pm' },
      { text: 'thursday', value: 'thu' },
    ],
    fillers: { before: ['um'], after: ['that works for me', 'please', 'thanks', 'is better'] },
  };
  const sentences = [
    ['Yes, that works for me.', 'yes'],
    ['No, thanks.', 'no'],
    ['In the afternoon, please.', 'pm'],
    ['Thursday is better.', 'thu'],
  ] as const;
  const wrong: string[] = [];
  for (const { id } of tts.capabilities.voices)
    for (const [text, value] of sentences)
      for await (const { pcm } of tts.speak({ text, voice: id, language: 'en', speed: 1 }, signal)) {
        const heard = await stt.recognize(throughLine(pcm), { language: 'en', grammar }, signal);
        if (heard.value !== value) wrong.push(`${id} "${text}": ${heard.text || 'rejected'}`);
      }
  context.diagnostic(`${16 - wrong.length} of 16 ${wrong.join('; ')}`);
  await Promise.all([tts.close(), stt.close()]);
  assert.ok(wrong.length <= 1, wrong.join('; '));
});
