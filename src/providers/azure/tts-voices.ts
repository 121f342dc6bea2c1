/** Azure's neural voices. Source: https://learn.microsoft.com/azure/ai-services/speech-service/language-support?tabs=tts. */
import type { Voice } from '#models';

export const AZURE_LANGUAGES: readonly string[] = [
  ...['en', 'es', 'fr', 'de', 'it', 'pt', 'nl', 'pl', 'ro', 'zh', 'hi', 'ja', 'sv', 'ar', 'bg', 'ca', 'cs'],
  ...['da', 'el', 'et', 'fi', 'he', 'hr', 'hu', 'id', 'ko', 'lt', 'lv', 'ms', 'nb', 'no', 'ru', 'sk', 'sl'],
  ...['sr', 'th', 'tr', 'uk', 'vi'],
];
const MULTILINGUAL = ['en', 'es', 'fr', 'de', 'it', 'pt', 'nl', 'pl', 'ro', 'zh', 'hi', 'ja', 'sv'];

const NAMES: readonly (readonly [string, Voice['gender']])[] = [
  ['en-US-AvaMultilingualNeural', 'female'],
  ['en-US-EmmaMultilingualNeural', 'female'],
  ['en-US-AndrewMultilingualNeural', 'male'],
  ['en-US-BrianMultilingualNeural', 'male'],
  ['en-US-JennyNeural', 'female'],
  ['en-US-AriaNeural', 'female'],
  ['en-US-GuyNeural', 'male'],
  ['en-GB-SoniaNeural', 'female'],
  ['en-GB-RyanNeural', 'male'],
  ['es-ES-ElviraNeural', 'female'],
  ['es-ES-AlvaroNeural', 'male'],
  ['es-MX-DaliaNeural', 'female'],
  ['es-MX-JorgeNeural', 'male'],
  ['fr-FR-DeniseNeural', 'female'],
  ['fr-FR-HenriNeural', 'male'],
  ['de-DE-KatjaNeural', 'female'],
  ['de-DE-ConradNeural', 'male'],
  ['it-IT-ElsaNeural', 'female'],
  ['it-IT-DiegoNeural', 'male'],
  ['pt-BR-FranciscaNeural', 'female'],
  ['pt-BR-AntonioNeural', 'male'],
  ['pt-PT-RaquelNeural', 'female'],
  ['pt-PT-DuarteNeural', 'male'],
  ['nl-NL-ColetteNeural', 'female'],
  ['nl-NL-MaartenNeural', 'male'],
  ['pl-PL-ZofiaNeural', 'female'],
  ['pl-PL-MarekNeural', 'male'],
  ['ro-RO-AlinaNeural', 'female'],
  ['ro-RO-EmilNeural', 'male'],
  ['zh-CN-XiaoxiaoNeural', 'female'],
  ['zh-CN-YunxiNeural', 'male'],
  ['hi-IN-SwaraNeural', 'female'],
  ['hi-IN-MadhurNeural', 'male'],
  ['ja-JP-NanamiNeural', 'female'],
  ['ja-JP-KeitaNeural', 'male'],
  ['sv-SE-SofieNeural', 'female'],
  ['sv-SE-MattiasNeural', 'male'],
];

export const AZURE_VOICES: readonly Voice[] = NAMES.map(([id, gender]) => {
  const [language, region, name] = id.split('-') as [string, string, string];
  const multilingual = name.includes('Multilingual');
  const own = `${language}-${region}`;
  const person = name.replace(/(Multilingual)?Neural$/, '');
  return {
    id,
    languages: multilingual ? [own, ...MULTILINGUAL] : [own],
    gender,
    description: `${person}: ${gender === 'female' ? 'a woman' : 'a man'}, ${own}${multilingual ? ', speaks other languages too' : ''}.`,
  };
});
