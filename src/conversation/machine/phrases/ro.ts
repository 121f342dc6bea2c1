/** Romanian. */
import type { MachinePhrases } from './phrases.ts';

export const romanian: MachinePhrases = {
  mailbox: [
    ...['lasati un mesaj', 'lasa un mesaj', 'lasati mesajul', 'lasa mesajul', 'dupa semnal', 'dupa semnalul'],
    ...['dupa ton', 'dupa bip', 'mesagerie vocala', 'mesageria vocala', 'casuta vocala', 'robotul telefonic'],
    ...[
      'nu pot raspunde',
      'nu putem raspunde',
      'nu este disponibil',
      'nu sunt disponibil',
      'nu poate fi contactat',
    ],
    ...['va sun inapoi', 'te sun eu', 'va voi suna', 'numele si numarul'],
  ],
  likely: [
    ...['in acest moment', 'momentan', 'ati sunat la', 'ai sunat la', 'cat mai curand', 'un mesaj', 'semnal'],
    ...['apelul dumneavoastra', 'multumim ca ati sunat', 'abonatul'],
  ],
  menu: [
    ...[
      'apasati tasta',
      'apasati unu',
      'apasa unu',
      'tastati unu',
      'tastati',
      'formati',
      'urmatoarele optiuni',
    ],
    ...['meniul principal', 'poate fi inregistrata', 'apasati'],
  ],
  screening: [
    ...[
      'spuneti numele',
      'spune numele',
      'motivul apelului',
      'de ce sunati',
      'de ce suni',
      'filtrarea apelurilor',
    ],
    ...['asistentul google', 'inregistrati numele'],
  ],
  holding: ['asteptati', 'un moment', 'ramaneti pe linie', 'o clipa', 'va rog asteptati'],
  unreachable: ['nu este alocat', 'nu exista', 'numarul format', 'scos din functiune', 'nu este in serviciu'],
  human: [
    ...['alo', 'da', 'buna', 'buna ziua', 'buna dimineata', 'buna seara', 'cine este', 'cine e', 'va ascult'],
    ...['cu ce va pot', 'la telefon', 'spuneti', 'salut'],
  ],
  offers: ['cu ce va pot', 'va ascult', 'cine este', 'la telefon'],
  digits: ['zero', 'unu', 'doi', 'trei', 'patru', 'cinci', 'sase', 'sapte', 'opt', 'noua'],
  star: ['steluta', 'asterisc'],
  pound: ['diez'],
  press: ['apasati', 'apasa', 'tastati', 'formati', 'apasati tasta'],
  pressFillers: ['tasta', 'cifra', 'numarul', 'sau', 'spuneti'],
  option: ['pentru a vorbi cu un', 'pentru a vorbi cu', 'daca doriti', 'pentru a', 'pentru'],
  operator: ['operator', 'operatorul', 'receptie', 'consultant', 'alte informatii'],
  optionWord: 'pentru',
  introduction: 'Bună ziua, sunt %. Îmi puteți face legătura, vă rog?',
};
