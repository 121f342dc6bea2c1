/** Texts with a meaning that a pattern can not judge. */

/** Is it a zone of the IANA database? */
export function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Is it an absolute http or https URL? Whether it may be reached is judged when it is used. */
export function isWebUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
