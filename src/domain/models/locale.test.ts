import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bestFit, byFit, languageFit } from './language-match.ts';
import { baseLanguage, normaliseLocale, regionOf } from './locale.ts';

const spellings: readonly [string, string | null][] = [
  ['es_MX', 'es-MX'],
  ['es-mx', 'es-MX'],
  ['Spanish (Mexico)', 'es-MX'],
  ['Mexican Spanish', 'es-MX'],
  ['Spanish - Spain', 'es-ES'],
  ['español', 'es'],
  ['castellano', 'es'],
  ['en-us', 'en-US'],
  ['EN', 'en'],
  ['English (US)', 'en-US'],
  ['English (United Kingdom)', 'en-GB'],
  ['English_GB', 'en-GB'],
  ['Français', 'fr'],
  ['français', 'fr'],
  ['Portuguese (Brazil)', 'pt-BR'],
  ['pt_br.UTF-8', 'pt-BR'],
  ['zh-hans-cn', 'zh-Hans-CN'],
  ['zh_CN', 'zh-CN'],
  ['Mandarin', 'zh'],
  ['中文', 'zh'],
  ['日本語', 'ja'],
  ['jp', 'ja'],
  ['Hindi', 'hi'],
  ['hi-in', 'hi-IN'],
  ['Svenska', 'sv'],
  ['sv-SE', 'sv-SE'],
  ['deu', 'de'],
  ['es-419', 'es-419'],
  ['Spanish (Latin America)', 'es-419'],
  ['multi', null],
  ['', null],
  ['!!', null],
];
for (const [text, tag] of spellings)
  test(`"${text}" is ${tag ?? 'no language'}`, () => assert.equal(normaliseLocale(text), tag));

test('what is normal stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), (text) => {
      const once = normaliseLocale(text);
      if (once !== null) assert.equal(normaliseLocale(once), once);
    }),
  );
});

test('base and region', () => {
  assert.deepEqual([baseLanguage('zh-Hans-CN'), regionOf('zh-Hans-CN')], ['zh', 'CN']);
  assert.deepEqual([baseLanguage('es-419'), regionOf('es-419')], ['es', '419']);
  assert.deepEqual([baseLanguage('EN'), regionOf('EN')], ['en', null]);
});

test('the very region goes before the language, and that before another region', () => {
  assert.deepEqual(
    ['es-MX', 'es', 'es-ES', 'en', '*'].map((offered) => languageFit(offered, 'es-MX')),
    [3, 2, 1, 0, 2],
  );
  assert.equal(bestFit(['es-ES', 'es-MX'], 'es-mx'), 3);
  const voices = [{ languages: ['es-ES'] }, { languages: ['en'] }, { languages: ['es-MX'] }];
  assert.deepEqual(byFit(voices, 'es-MX'), [voices[2], voices[0]]);
});
