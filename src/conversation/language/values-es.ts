import { sayBy } from './say-number.ts';
import { atoms as row, type Values } from './values.ts';

const atoms = {
  ...row(
    0,
    'cero, uno|una|un, dos, tres, cuatro, cinco, seis, siete, ocho, nueve, diez, once, doce, trece, catorce',
  ),
  ...row(
    15,
    'quince, dieciséis, diecisiete, dieciocho, diecinueve, veinte, veintiuno|veintiún|veintiuna, veintidós',
  ),
  ...row(23, 'veintitrés, veinticuatro, veinticinco, veintiséis, veintisiete, veintiocho, veintinueve'),
  ...row(30, 'treinta, cuarenta, cincuenta, sesenta, setenta, ochenta, noventa', 10),
  ...row(
    100,
    'cien|ciento, doscientos|doscientas, trescientos|trescientas, cuatrocientos|cuatrocientas',
    100,
  ),
  ...row(500, 'quinientos|quinientas, seiscientos|seiscientas, setecientos|setecientas', 100),
  ...row(800, 'ochocientos|ochocientas, novecientos|novecientas', 100),
};

export const spanishValues: Values = {
  numbers: {
    atoms,
    hundred: '',
    thousand: 'mil',
    joiners: 'y',
    ordinals: { 1: 'primero|primera|primer' },
    double: 'doble',
    triple: 'triple',
    say: sayBy({
      atoms,
      tens: (ten, unit, word) => `${word(ten)} y ${word(unit)}`,
      hundreds: (count, rest, word) => (count === 1 && rest > 0 ? 'ciento' : word(count * 100)),
      thousands: (count, _, word) => (count === 1 ? 'mil' : `${word(count)} mil`),
      between: ' ',
    }),
  },
  dates: {
    weekdays: ['domingo', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado'],
    months: [
      ...['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre|setiembre'],
      ...['octubre', 'noviembre', 'diciembre'],
    ],
    today: 'hoy',
    tomorrow: 'mañana',
    dayAfterTomorrow: 'pasado mañana',
    yesterday: 'ayer',
    day: 'día|días',
    week: 'semana|semanas',
    month: 'mes|meses',
    one: 'un|una',
    next: 'próximo|próxima|que viene',
    ago: 'hace',
  },
  times: {
    am: 'am|a m|de la mañana|por la mañana|de la madrugada|en la mañana',
    pm: 'pm|p m|de la tarde|por la tarde|de la noche|por la noche|en la tarde|en la noche',
    noon: 'mediodía|medio día',
    midnight: 'medianoche|media noche',
    halfPast: 'y media',
    halfTo: '',
    quarterPast: 'y cuarto',
    quarterTo: 'menos cuarto|cuarto para las|cuarto para la|un cuarto para las',
    past: '',
    to: 'para las|para la',
    less: 'menos',
  },
  mail: {
    at: 'arroba',
    dot: 'punto',
    dash: 'guion|guión',
    underscore: 'guion bajo|guión bajo|raya baja|subguion',
    asIn: 'de|como en|como',
    letters: {
      ...{ b: 'be', c: 'ce', d: 'de', f: 'efe', g: 'ge', h: 'hache', j: 'jota', k: 'ka', l: 'ele', m: 'eme' },
      ...{
        n: 'ene',
        p: 'pe',
        q: 'cu',
        r: 'erre|ere',
        s: 'ese',
        t: 'te',
        v: 'uve|ve',
        w: 'uve doble|doble ve',
      },
      ...{ x: 'equis', y: 'i griega|ye', z: 'zeta' },
    },
  },
};
