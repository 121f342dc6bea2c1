/** A slot's value as it is said: in texts, and when it is read back. */
import type { Slot } from '#domain';
import { firstWay } from '../../language/values.ts';
import { noonOf } from './calendar.ts';
import { nationalForm } from './phone.ts';
import type { ReadingScene } from './reading.ts';

export function spokenValue(slot: Slot, value: string, { locale, language }: ReadingScene): string {
  switch (slot.type) {
    case 'date': {
      const format = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
      const year = slot.when === 'future' ? {} : ({ year: 'numeric' } as const);
      return new Intl.DateTimeFormat(locale, { ...format, ...year }).format(noonOf(value));
    }
    case 'time': {
      const [hour, minute] = value.split(':').map(Number) as [number, number];
      const format = { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' } as const;
      return new Intl.DateTimeFormat(locale, format)
        .format(Date.UTC(2000, 0, 1, hour, minute))
        .replace(/\s/g, ' ');
    }
    case 'digits':
      return [...value].join(' ');
    case 'phone':
      return nationalForm(value)
        .replace(/\D+/g, ',')
        .split(',')
        .filter((group) => group !== '')
        .map((group) => [...group].join(' '))
        .join(', ');
    case 'email': {
      const { mail } = language.values;
      const signs: Readonly<Record<string, string>> = {
        '@': firstWay(mail.at),
        '.': firstWay(mail.dot),
        '-': firstWay(mail.dash),
        _: firstWay(mail.underscore),
      };
      return value.replace(/[@.\-_]/g, (sign) => ` ${signs[sign]!} `).replace(/\s+/g, ' ');
    }
    case 'choice':
      return slot.options.find((option) => option.value === value)?.phrases[0] ?? value;
    case 'yes_no':
      return (value === 'yes' ? language.hear.yes[0] : language.hear.no[0]) ?? value;
    case 'number':
    case 'free':
      return value;
  }
}
