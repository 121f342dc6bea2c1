/** Pronounces words that no dictionary holds by the spelling rules of Flite, whose phones are those of the recogniser. */
import type { Pronunciation } from './pronunciations.ts';
import { runWasi } from './wasi.ts';

/** Flite's one phone that the acoustic model does not have, and the nearest that it has. */
const SCHWA = /^ax$/;

/**
 * @param word letters and apostrophes only.
 * @returns `null` when the rules make no sound of it.
 */
export function spellBySound(flite: WebAssembly.Module, word: string): Pronunciation | null {
  const args = ['flite', '-voice', 'kal', '-ps', '-t', word, '-o', '/speech.wav'];
  const phones = runWasi(flite, args)
    .stdout.trim()
    .split(/\s+/)
    .filter((phone) => phone !== '' && phone !== 'pau')
    .map((phone) => phone.replace(SCHWA, 'ah').toUpperCase());
  return phones.length > 0 && phones.every((phone) => /^[A-Z]{1,2}$/.test(phone)) ? phones.join(' ') : null;
}
