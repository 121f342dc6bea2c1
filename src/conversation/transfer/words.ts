/** What is said around a transfer in each language, where the agent gives no words of its own. */

export interface TransferWords {
  /** To the callee: nobody took the call. */
  readonly failed: string;
  /** To whoever was called: will you take it? The answer is yes or no, or key 1. */
  readonly take: string;
}

const WORDS: Readonly<Record<string, TransferWords>> = {
  en: {
    failed: "I'm sorry, I could not reach anybody who can take your call.",
    take: 'I have a caller for you. Do you take the call? Say yes, or press 1.',
  },
  es: {
    failed: 'Lo siento, no he podido localizar a nadie que pueda atenderle.',
    take: 'Tengo una llamada para usted. ¿La acepta? Diga sí, o pulse 1.',
  },
  fr: {
    failed: "Je suis désolé, je n'ai pu joindre personne qui puisse prendre votre appel.",
    take: "J'ai un appel pour vous. Le prenez-vous ? Dites oui, ou appuyez sur 1.",
  },
  de: {
    failed: 'Es tut mir leid, ich konnte niemanden erreichen, der Ihren Anruf annimmt.',
    take: 'Ich habe einen Anruf für Sie. Nehmen Sie ihn an? Sagen Sie ja, oder drücken Sie die 1.',
  },
  it: {
    failed: 'Mi dispiace, non sono riuscito a trovare nessuno che possa prendere la sua chiamata.',
    take: 'Ho una chiamata per lei. La accetta? Dica sì, oppure prema 1.',
  },
  pt: {
    failed: 'Lamento, não consegui falar com ninguém que possa atender a sua chamada.',
    take: 'Tenho uma chamada para si. Aceita? Diga sim, ou prima 1.',
  },
  nl: {
    failed: 'Het spijt me, ik kon niemand bereiken die uw gesprek kan aannemen.',
    take: 'Ik heb een gesprek voor u. Neemt u het aan? Zeg ja, of toets 1.',
  },
  pl: {
    failed: 'Przepraszam, nie udało mi się połączyć z nikim, kto mógłby odebrać.',
    take: 'Mam dla pana lub pani rozmowę. Czy ją odebrać? Proszę powiedzieć tak albo nacisnąć 1.',
  },
  ro: {
    failed: 'Îmi pare rău, nu am găsit pe nimeni care să vă preia apelul.',
    take: 'Am un apel pentru dumneavoastră. Îl preluați? Spuneți da sau apăsați 1.',
  },
  sv: {
    failed: 'Jag är ledsen, jag kunde inte nå någon som kan ta ditt samtal.',
    take: 'Jag har ett samtal till dig. Tar du det? Säg ja, eller tryck 1.',
  },
  zh: {
    failed: '抱歉，暂时没有人可以接听您的电话。',
    take: '有一个电话要转给您。您接听吗？请说“是”，或按1。',
  },
  hi: {
    failed: 'क्षमा करें, आपकी कॉल लेने के लिए कोई उपलब्ध नहीं है।',
    take: 'आपके लिए एक कॉल है। क्या आप बात करेंगे? हाँ कहें, या 1 दबाएँ।',
  },
  ja: {
    failed: '申し訳ございません。お電話をおつなぎできませんでした。',
    take: 'お電話が入っています。おつなぎしますか。「はい」と言うか、1を押してください。',
  },
};

/** @param language BCP 47; an unknown one is spoken to in English. */
export function transferWords(language: string): TransferWords {
  return WORDS[language.toLowerCase().split('-')[0]!] ?? WORDS['en']!;
}
