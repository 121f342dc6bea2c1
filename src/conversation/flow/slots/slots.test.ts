import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Slot } from '#domain';
import { phrasesFor } from '../../language/index.ts';
import { firstWay } from '../../language/values.ts';
import { addDays, isoDate, weekdayOf } from './calendar.ts';
import { readKeys, readText } from './read.ts';
import type { ReadingScene } from './reading.ts';
import { spokenValue } from './spoken.ts';

/** Friday, 20 November 2026, 23:30 in New York: the 21st in UTC. */
const NOW = Date.UTC(2026, 10, 21, 4, 30);
const sceneOf = (locale: string, more: Partial<ReadingScene> = {}): ReadingScene => ({
  language: phrasesFor(locale),
  locale,
  now: NOW,
  zone: 'America/New_York',
  number: null,
  ...more,
});

const date: Slot = { type: 'date', name: 'day', when: 'future' };
const birth: Slot = { type: 'date', name: 'born', when: 'past' };
const time: Slot = { type: 'time', name: 'at' };
const office: Slot = { type: 'time', name: 'at', earliest: '09:00', latest: '18:00' };
const stars: Slot = { type: 'number', name: 'stars', min: 1, max: 10, integer: true };
const amount: Slot = { type: 'number', name: 'amount', integer: false };
const pin: Slot = { type: 'digits', name: 'pin', min: 4, max: 6 };
const phone: Slot = { type: 'phone', name: 'phone' };
const email: Slot = { type: 'email', name: 'mail' };

const cases: [Slot, string, string, string | null][] = [
  [date, 'en-US', 'tomorrow', '2026-11-21'],
  [date, 'en-US', 'today please', '2026-11-20'],
  [date, 'en-US', 'the day after tomorrow', '2026-11-22'],
  [date, 'en-US', 'next Tuesday', '2026-11-24'],
  [date, 'en-US', 'on Friday', '2026-11-27'],
  [date, 'en-US', 'Tuesday next week', '2026-11-24'],
  [date, 'en-US', 'in two weeks', '2026-12-04'],
  [date, 'en-US', 'in a month', '2026-12-20'],
  [date, 'en-US', 'May twenty third', '2027-05-23'],
  [date, 'en-US', 'the 3rd of December', '2026-12-03'],
  [date, 'en-US', 'December 1, 2027', '2027-12-01'],
  [date, 'en-US', 'the twenty third', '2026-11-23'],
  [date, 'en-US', '12/3', '2026-12-03'],
  [date, 'en-GB', '12/3', '2027-03-12'],
  [date, 'en-US', '2026-12-24', '2026-12-24'],
  [date, 'en-US', 'yesterday', null],
  [date, 'en-US', 'I may come', null],
  [date, 'en-US', 'February thirtieth', null],
  [birth, 'en-US', 'March fifth nineteen eighty five', '1985-03-05'],
  [birth, 'en-US', 'the first of May two thousand and one', '2001-05-01'],
  [birth, 'en-US', 'yesterday', '2026-11-19'],
  [date, 'es-ES', 'pasado mañana por la mañana', '2026-11-22'],
  [date, 'es-MX', 'el lunes por la mañana', '2026-11-23'],
  [date, 'es-ES', 'el veintitrés de mayo', '2027-05-23'],
  [date, 'es-ES', 'dentro de dos semanas', '2026-12-04'],
  [date, 'fr-FR', 'le premier janvier', '2027-01-01'],
  [date, 'de-DE', 'am dreiundzwanzigsten Mai', '2027-05-23'],
  [date, 'de-DE', 'übermorgen', '2026-11-22'],
  [date, 'it-IT', 'il ventitré maggio', '2027-05-23'],
  [date, 'pt-BR', 'na próxima terça-feira', '2026-11-24'],
  [date, 'nl-NL', 'vijf december', '2026-12-05'],
  [date, 'pl-PL', 'dwudziestego trzeciego maja', '2027-05-23'],
  [date, 'ro-RO', 'douăzeci și trei mai', '2027-05-23'],
  [date, 'sv-SE', 'den tjugotredje maj', '2027-05-23'],
  [time, 'en-US', "three o'clock", '15:00'],
  [time, 'en-US', 'at nine', '09:00'],
  [time, 'en-US', 'half past three in the afternoon', '15:30'],
  [time, 'en-US', 'quarter to eight am', '07:45'],
  [time, 'en-US', 'I am free at three thirty pm', '15:30'],
  [time, 'en-US', 'ten past four', '16:10'],
  [time, 'en-US', 'ten to four', '15:50'],
  [time, 'en-US', 'nine oh five', '09:05'],
  [time, 'en-US', '15:30', '15:30'],
  [time, 'en-US', 'noon', '12:00'],
  [office, 'en-US', 'seven pm', null],
  [time, 'es-ES', 'a las tres y media de la tarde', '15:30'],
  [time, 'es-ES', 'a las cinco menos cuarto', '16:45'],
  [time, 'es-ES', 'las once y diez', '11:10'],
  [time, 'es-MX', 'a las 3', '15:00'],
  [time, 'fr-FR', 'quinze heures trente', '15:30'],
  [time, 'fr-FR', 'dix heures et quart', '10:15'],
  [time, 'de-DE', 'halb vier', '15:30'],
  [time, 'de-DE', 'Viertel vor zehn', '09:45'],
  [time, 'de-DE', 'um siebzehn Uhr fünfzehn', '17:15'],
  [time, 'it-IT', 'alle tre e mezza', '15:30'],
  [time, 'pt-BR', 'às nove e meia da manhã', '09:30'],
  [time, 'nl-NL', 'half vier', '15:30'],
  [time, 'pl-PL', 'o piętnastej trzydzieści', '15:30'],
  [time, 'ro-RO', 'la ora trei și jumătate', '15:30'],
  [time, 'sv-SE', 'halv fyra', '15:30'],
  [stars, 'en-US', "I'd say nine", '9'],
  [stars, 'en-US', 'eleven', null],
  [stars, 'es-ES', 'un siete', '7'],
  [amount, 'en-US', 'about 12.5', '12.5'],
  [amount, 'en-US', '1,500', '1500'],
  [pin, 'en-US', 'four two double seven', '4277'],
  [pin, 'en-US', "it's 4 2 7 1", '4271'],
  [pin, 'es-ES', 'cuarenta y dos setenta y uno', '4271'],
  [pin, 'pt-BR', 'meia dois um zero', '6210'],
  [pin, 'en-US', 'one two', null],
  [phone, 'en-US', 'area code six one two five five five zero one two three', '+16125550123'],
  [phone, 'en-GB', 'oh two oh seven nine four six oh oh one eight', '+442079460018'],
  [phone, 'es-ES', 'seis uno dos tres cuatro cinco seis siete ocho', '+34612345678'],
  [phone, 'en-US', 'plus 44 20 7946 0018', '+442079460018'],
  [email, 'en-US', 'ann dot miller at gmail dot com', 'ann.miller@gmail.com'],
  [email, 'en-US', 'My email is Ann.Miller@Example.com.', 'ann.miller@example.com'],
  [email, 'en-US', 'it is a as in Anna b as in Bob at example dot org', 'ab@example.org'],
  [email, 'en-US', 'j o e 42 at mail dash box dot co dot uk', 'joe42@mail-box.co.uk'],
  [email, 'en-US', 'mike at gmail com', 'mike@gmail.com'],
  [email, 'en-US', 'mike india kilo echo at gmail dot com please', 'mike@gmail.com'],
  [email, 'es-ES', 'ana punto ruiz arroba correo punto es', 'ana.ruiz@correo.es'],
  [email, 'de-DE', 'anna Unterstrich weber at web Punkt de', 'anna_weber@web.de'],
  [email, 'en-US', 'I have none', null],
];
for (const [slot, locale, text, value] of cases)
  test(`${slot.type} ${locale}: "${text}" is ${value}`, () => {
    assert.equal(readText(slot, text, sceneOf(locale))?.value ?? null, value);
  });

const keys = (slot: Slot, locale: string, pressed: string, number: string | null = null): string | null =>
  readKeys(slot, pressed, sceneOf(locale, { number }))?.value ?? null;
const at = (zone: string) => readText(date, 'tomorrow', sceneOf('en-US', { zone }))?.value;
const said = (slot: Slot, value: string, locale: string) => spokenValue(slot, value, sceneOf(locale));

test('keys: dates by region, times of 24 hours, telephone numbers of the country called', () => {
  assert.equal(keys(date, 'en-US', '1203'), '2026-12-03');
  assert.equal(keys(date, 'en-GB', '0312'), '2026-12-03');
  assert.equal(keys(birth, 'de-DE', '05031985'), '1985-03-05');
  assert.equal(keys(date, 'en-US', '1303'), null);
  assert.equal(keys(time, 'en-US', '1530'), '15:30');
  assert.equal(keys(time, 'en-US', '930'), '09:30');
  assert.equal(keys(time, 'en-US', '2575'), null);
  assert.equal(keys(stars, 'en-US', '07'), '7');
  assert.equal(keys(phone, 'en-US', '612345678', '+34910000001'), '+34612345678');
});

test('days count in the person’s time zone', () => {
  assert.equal(at('America/New_York'), '2026-11-21');
  assert.equal(at('Asia/Tokyo'), '2026-11-22');
});

const REGIONS = [
  'en-US',
  'en-GB',
  'es-ES',
  'es-MX',
  'fr-FR',
  'de-DE',
  'it-IT',
  'pt-BR',
  'pt-PT',
  'nl-NL',
  'pl-PL',
  'ro-RO',
];
for (const locale of [...REGIONS, 'sv-SE'])
  test(`${locale}: every day of a year, as it is read back and in number words, is itself`, () => {
    const scene = sceneOf(locale);
    const { numbers, dates } = scene.language.values;
    for (let ahead = 0; ahead < 365; ahead++) {
      const day = addDays({ year: 2026, month: 11, day: 20 }, ahead);
      const iso = isoDate(day);
      const spoken = spokenValue(date, iso, scene);
      assert.equal(readText(date, spoken, scene)?.value, iso, spoken);
      const month = firstWay(dates.months[day.month - 1]!);
      const weekday = firstWay(dates.weekdays[weekdayOf(day)]!);
      const words = `${weekday} ${numbers.say(day.day)} ${month}`;
      assert.equal(readText(date, words, scene)?.value, iso, words);
    }
  });

for (const locale of [...REGIONS, 'sv-SE'])
  test(`${locale}: every minute of the day, as it is read back, is itself`, () => {
    const scene = sceneOf(locale);
    for (let minute = 8 * 60; minute < 20 * 60; minute++) {
      const value = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      const spoken = spokenValue(time, value, scene);
      assert.equal(readText(time, spoken, scene)?.value, value, spoken);
    }
  });

test('read back as people say it', () => {
  assert.equal(said(date, '2026-12-03', 'en-US'), 'Thursday, December 3');
  assert.equal(said(date, '2026-12-03', 'en-GB'), 'Thursday 3 December');
  assert.equal(said(date, '2026-12-03', 'es-ES'), 'jueves, 3 de diciembre');
  assert.equal(said(time, '15:30', 'en-US'), '3:30 PM');
  assert.equal(said(pin, '4271', 'en-US'), '4 2 7 1');
  assert.equal(said(phone, '+16125550123', 'en-US'), '6 1 2, 5 5 5, 0 1 2 3');
  assert.equal(said(email, 'ann.miller@gmail.com', 'en-US'), 'ann dot miller at gmail dot com');
});
