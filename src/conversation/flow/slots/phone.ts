/** Telephone numbers: E.164 (ITU-T), by the plan of the country that they belong to. */
import { regionOf, type Slot } from '#domain';
import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';
import { LIKELY, SURE, type Reading, type ReadingScene } from './reading.ts';
import { dictatedDigits } from './number.ts';

type PhoneSlot = Slot & { type: 'phone' };

export function readPhone(text: string, slot: PhoneSlot, scene: ReadingScene): Reading | null {
  const digits = dictatedDigits(text, scene);
  if (digits.length < 4) return null;
  const international = /\+|\b(plus|más|mais|più)\b/i.test(text) ? '+' : '';
  return numbered(international + digits, slot, scene);
}

export function keyedPhone(keys: string, slot: PhoneSlot, scene: ReadingScene): Reading | null {
  return numbered(keys.replace(/^00/, '+'), slot, scene);
}

function numbered(text: string, slot: PhoneSlot, scene: ReadingScene): Reading | null {
  const country = countryOf(slot, scene);
  const found = parsePhoneNumberFromString(text.replace(/^00/, '+'), country);
  if (!found?.isPossible()) return null;
  return { value: found.number, confidence: found.isValid() ? SURE : LIKELY };
}

/** The slot's, that of the number that was called, or the language's region. */
function countryOf({ country }: PhoneSlot, { number, locale }: ReadingScene): CountryCode | undefined {
  const called = number === null ? undefined : parsePhoneNumberFromString(number)?.country;
  const region = country ?? called ?? regionOf(locale) ?? '';
  return isSupportedCountry(region) ? region : undefined;
}

/** As people of its country group it: "034 555 0123". */
export function nationalForm(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatNational() ?? e164;
}
