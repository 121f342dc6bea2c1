/** Italian. */
import type { MachinePhrases } from './phrases.ts';

export const italian: MachinePhrases = {
  mailbox: [
    ...['lasciate un messaggio', 'lascia un messaggio', 'lasciare un messaggio', 'lasci un messaggio'],
    ...[
      'dopo il segnale',
      'dopo il bip',
      'segnale acustico',
      'segreteria telefonica',
      'segreteria',
      'casella vocale',
    ],
    ...['non e raggiungibile', 'non sono disponibile', 'non posso rispondere', 'non possiamo rispondere'],
    ...[
      'non e al momento',
      'al momento non',
      'vi richiamero',
      'ti richiamero',
      'nome e numero',
      'messaggio vocale',
    ],
  ],
  likely: [
    ...['in questo momento', 'avete chiamato', 'hai chiamato', 'il prima possibile', 'appena possibile'],
    ...['un messaggio', 'il cliente', 'non disponibile', 'la sua chiamata', 'grazie per aver chiamato'],
  ],
  menu: [
    ...[
      'premere uno',
      'premi uno',
      'prema uno',
      'prema il',
      'premere il',
      'digiti uno',
      'digitare uno',
      'digita',
    ],
    ...['seguenti opzioni', 'menu principale', 'essere registrata', 'prema zero', 'interno desiderato'],
  ],
  screening: [
    ...[
      'dica il suo nome',
      "di' il tuo nome",
      'dire il nome',
      'indichi il suo nome',
      'motivo della chiamata',
    ],
    ...['perche sta chiamando', 'filtro chiamate', 'assistente google', 'registri il suo nome'],
  ],
  holding: ['resti in linea', 'attenda', 'un attimo', 'un momento', 'rimanga in linea'],
  unreachable: ['non e attivo', 'inesistente', 'non e piu attivo', 'il numero selezionato', 'numero da lei'],
  human: [
    ...[
      'pronto',
      'si',
      'si pronto',
      'chi parla',
      'chi e',
      'buongiorno',
      'buonasera',
      'mi dica',
      'come posso',
    ],
    ...['posso aiutarla', 'sono io', 'ciao'],
  ],
  offers: ['come posso', 'posso aiutarla', 'mi dica', 'chi parla'],
  digits: ['zero', 'uno', 'due', 'tre', 'quattro', 'cinque', 'sei', 'sette', 'otto', 'nove'],
  star: ['asterisco'],
  pound: ['cancelletto'],
  press: ['prema', 'premere', 'premi', 'digiti', 'digitare', 'digita'],
  pressFillers: ['il', 'lo', 'la', 'tasto', 'numero', 'o', 'dica'],
  option: ['per parlare con un', 'per parlare con', 'se desidera', 'per il', 'per la', 'per l', 'per', 'se'],
  operator: ['operatore', 'centralino', 'consulente', 'altre richieste', 'altro'],
  optionWord: 'per',
  introduction: 'Buongiorno, sono %. Può mettermi in contatto, per favore?',
};
