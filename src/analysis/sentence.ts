/** One plain sentence about a call, in its language; English where none of these is it. Pure. */
import type { OutcomeCode } from '#domain';

type Words = Readonly<Record<OutcomeCode | 'answers', string>>;

/** In the order of `CODES`; the last one introduces the answers. */
const WORDS = {
  en: [
    'The call was held',
    'Nobody answered',
    'The line was busy',
    'An answering machine answered',
    'The call was withdrawn',
    'The call was not allowed',
    'The call failed',
    'The call was interrupted',
    'answers',
  ],
  es: [
    'La llamada se realizó',
    'Nadie contestó',
    'La línea estaba ocupada',
    'Contestó un buzón de voz',
    'La llamada se canceló',
    'La llamada no estaba permitida',
    'La llamada falló',
    'La llamada se interrumpió',
    'respuestas',
  ],
  fr: [
    'L’appel a eu lieu',
    'Personne n’a répondu',
    'La ligne était occupée',
    'Un répondeur a répondu',
    'L’appel a été annulé',
    'L’appel n’était pas autorisé',
    'L’appel a échoué',
    'L’appel a été interrompu',
    'réponses',
  ],
  de: [
    'Das Gespräch wurde geführt',
    'Niemand hat abgenommen',
    'Der Anschluss war besetzt',
    'Ein Anrufbeantworter hat abgenommen',
    'Der Anruf wurde zurückgezogen',
    'Der Anruf war nicht erlaubt',
    'Der Anruf ist fehlgeschlagen',
    'Der Anruf wurde unterbrochen',
    'Antworten',
  ],
  it: [
    'La chiamata è avvenuta',
    'Nessuno ha risposto',
    'La linea era occupata',
    'Ha risposto una segreteria telefonica',
    'La chiamata è stata annullata',
    'La chiamata non era consentita',
    'La chiamata non è riuscita',
    'La chiamata è stata interrotta',
    'risposte',
  ],
  pt: [
    'A chamada realizou-se',
    'Ninguém atendeu',
    'A linha estava ocupada',
    'Atendeu uma caixa postal',
    'A chamada foi cancelada',
    'A chamada não era permitida',
    'A chamada falhou',
    'A chamada foi interrompida',
    'respostas',
  ],
  nl: [
    'Het gesprek is gevoerd',
    'Niemand nam op',
    'De lijn was bezet',
    'Een antwoordapparaat nam op',
    'De oproep is ingetrokken',
    'De oproep was niet toegestaan',
    'De oproep is mislukt',
    'De oproep is onderbroken',
    'antwoorden',
  ],
  pl: [
    'Rozmowa się odbyła',
    'Nikt nie odebrał',
    'Linia była zajęta',
    'Odebrała poczta głosowa',
    'Połączenie wycofano',
    'Połączenie było niedozwolone',
    'Połączenie się nie powiodło',
    'Połączenie zostało przerwane',
    'odpowiedzi',
  ],
  ro: [
    'Apelul a avut loc',
    'Nu a răspuns nimeni',
    'Linia era ocupată',
    'A răspuns o mesagerie vocală',
    'Apelul a fost anulat',
    'Apelul nu era permis',
    'Apelul a eșuat',
    'Apelul a fost întrerupt',
    'răspunsuri',
  ],
} as const;

const CODES = [
  'completed',
  'no_answer',
  'busy',
  'voicemail',
  'canceled',
  'denied',
  'failed',
  'interrupted',
  'answers',
] as const satisfies readonly (keyof Words)[];

/** @example 'The call was held; answers: appointment: yes, day: 2026-03-02.' */
export function sentenceOf(
  code: OutcomeCode,
  values: Readonly<Record<string, unknown>>,
  language: string,
): string {
  const words = WORDS[language.slice(0, 2).toLowerCase() as keyof typeof WORDS] ?? WORDS.en;
  const say = (what: keyof Words) => words[CODES.indexOf(what)]!;
  const answers = Object.entries(values).map(([name, value]) => `${spaced(name)}: ${text(value)}`);
  return answers.length === 0 ? `${say(code)}.` : `${say(code)}; ${say('answers')}: ${answers.join(', ')}.`;
}

function spaced(name: string): string {
  return name.replaceAll('_', ' ');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
