import type { Language } from './language.ts';
import { list } from './list.ts';
import { italianValues } from './values-it.ts';

export const italian: Language = {
  base: 'it',
  values: italianValues,
  say: {
    reminder: 'È ancora in linea?',
    silentGoodbye: 'Non la sento, quindi chiudo la chiamata. Arrivederci.',
    timeShort: 'Ci resta circa mezzo minuto.',
    timeUp: 'Il tempo è finito. Arrivederci.',
    notUnderstood: 'Mi scusi, non ho capito.',
    gaveUp: 'Mi dispiace, non sono riuscito a capirla. Arrivederci.',
    stopped: 'Ho capito. Mi scusi per il disturbo. Arrivederci.',
    goodbye: 'Arrivederci.',
    oneMoment: 'Un momento, per favore.',
    failed: 'Mi dispiace, c’è stato un problema da parte nostra. Arrivederci.',
    pressYesNo: 'Può anche premere 1 per sì, o 2 per no.',
    pressOption: (options) =>
      `Può anche premere ${options.map(({ key, phrase }) => `${keyName(key)} per ${phrase}`).join(', o ')}.`,
    pressDigits: 'Può anche digitarlo sulla tastiera e terminare con cancelletto.',
    pressDate: (_, withYear) =>
      `Può anche digitarla sulla tastiera: due cifre per il giorno, due per il mese${withYear ? ' e quattro per l’anno' : ''}.`,
    pressTime: 'Può anche digitarla sulla tastiera con quattro cifre, per esempio 1 5 3 0.',
    readBack: (value) => `Ho capito ${value}. È corretto?`,
  },
  hear: {
    yes: list(
      'sì, certo, certamente, sicuro, va bene, d’accordo, esatto, giusto, perfetto, ok, okay, volentieri, assolutamente',
      'sì grazie, sì certo, sì va bene, sì esatto, sì per favore, sì perfetto, certo che sì, mi va bene, sì mi va bene',
      'per me va bene, sono io, sì sono io, confermo, sì confermo, corretto, è corretto, benissimo, ottimo, come no',
      'senz’altro, nessun problema, sì posso, sì voglio, prego, ma certo, sì sì',
    ),
    no: list(
      'no, no grazie, no mi dispiace, mi dispiace no, non posso, no non posso, per niente, assolutamente no, mai',
      'non mi va bene, no non mi va bene, non va bene, non è corretto, sbagliato, è sbagliato, non mi interessa',
      'no non mi interessa, non voglio, oggi no, adesso no, certo che no, direi di no, meglio di no, no no, purtroppo no',
    ),
    opensYes: list('sì, certo, certamente, va bene, d’accordo, assolutamente sì'),
    opensNo: list('no, purtroppo no, mi dispiace no, assolutamente no, certo che no'),
    backchannel: list(
      'mm, mhm, hmm, ah, ah ecco, capisco, ho capito, ok, okay, va bene, sì sì, certo, bene, eh, oh',
    ),
    greeting: list(
      'pronto, ciao, salve, buongiorno, buonasera, sì pronto, pronto chi parla, buon pomeriggio',
    ),
    stop: list(
      'non mi chiami più, non mi chiamate più, smetta di chiamarmi, smettetela di chiamarmi, non chiamate più',
      'mi tolga dalla lista, toglietemi dalla lista, cancelli il mio numero, cancellate il mio numero, basta chiamarmi',
    ),
    repeat: list(
      'come, scusi, come scusi, prego, cosa, che cosa, può ripetere, può ripetere per favore, ripeta per favore',
      'non ho capito, non ho sentito, come ha detto, cosa ha detto, un’altra volta per favore',
    ),
    who: list(
      'chi è, chi parla, con chi parlo, chi chiama, lei chi è, da parte di chi, di cosa si tratta, scusi chi è',
    ),
    wait: list(
      'un momento, un attimo, aspetti, aspetti un momento, un secondo, un minuto, attenda, un attimo per favore',
      'resti in linea, mi faccia vedere, mi faccia pensare, aspetti un attimo',
    ),
    before: list('eh, ehm, allora, beh, dunque, ah, ecco, salve, mah'),
    after: list('per favore, grazie, grazie mille, allora'),
    carriers: list(
      '% per favore, il %, la %, lo %, vorrei %, vorrei il %, preferisco %, preferisco il %, prendo %, meglio %, voglio %',
      '% va bene, % mi va bene, sì %, facciamo %, scelgo %, di %, per %',
    ),
    numbers: list('uno, due, tre, quattro, cinque, sei, sette, otto, nove, dieci'),
    numbered: list('%, il %, numero %, opzione %, il numero %'),
    openEnds: list(
      'e, o, ma, perché, quindi, se, quando, mentre, finché, che, come, anche se, poi, oppure, però, cioè',
      'il, lo, la, i, gli, le, un, uno, una, mio, mia, miei, suo, sua, questo, questa, prossimo, via',
      'di, del, della, dei, a, al, alla, alle, da, dal, dalla, in, nel, nella, con, su, per, tra, fra, verso, dopo, prima',
      'è, sono, era, ho, ha, abbiamo, vorrei, posso, devo, voglio, mi, ci, si, non, molto, più, anche, solo, circa',
      'forse, credo che, penso che, il mio numero è, mi chiamo',
    ),
    hesitations: list(
      'eh, ehm, mm, hmm, allora, dunque, vediamo, mi faccia vedere, mi faccia pensare, come si dice, beh',
    ),
    digits: list('zero, uno, una, due, tre, quattro, cinque, sei, sette, otto, nove, doppio'),
    pairs: list(
      'dieci, undici, dodici, tredici, quattordici, quindici, sedici, diciassette, diciotto, diciannove, venti, trenta',
      'quaranta, cinquanta, sessanta, settanta, ottanta, novanta, cento',
    ),
    phoneDigits: 10,
    letters: {
      names: list(
        'acca, effe, elle, emme, enne, erre, esse, zeta, doppia vu, ipsilon, ics, Ancona, Bologna, Como, Domodossola',
        'Empoli, Firenze, Genova, Imola, Livorno, Milano, Napoli, Otranto, Padova, Roma, Savona, Torino, Udine, Venezia',
      ),
      marks: list('punto, chiocciola, trattino, trattino basso, underscore, barra, maiuscola'),
      at: ['chiocciola'],
      endings: list('it, com, net, org, eu, ch'),
    },
    asking: {
      email: list('e-mail, email, mail, posta elettronica'),
      spelling: list('lettera per lettera, sillabare, fare lo spelling, spelling'),
      phone: list('numero di telefono, telefono, cellulare, recapito, numero al quale'),
      address: list('indirizzo, dove abita, quale via, in che via'),
      pastDate: list('nato, nata, nascita'),
      digits: list(
        'codice, numero di conto, numero d’ordine, numero cliente, cifre, numero della carta, riferimento',
      ),
      story: list(
        'come posso aiutarla, in cosa posso aiutarla, cosa è successo, mi racconti, descriva, mi spieghi, perché, problema',
        'di cosa si tratta, cosa desidera',
      ),
    },
  },
};

function keyName(key: string): string {
  return key === '*' ? 'asterisco' : key === '#' ? 'cancelletto' : key;
}
