import type { Language } from './language.ts';
import { list } from './list.ts';
import { portugueseValues } from './values-pt.ts';

/** As in Brazil; `european` has what is said otherwise in Portugal. */
export const portuguese: Language = {
  base: 'pt',
  values: portugueseValues,
  say: {
    reminder: 'Você ainda está aí?',
    silentGoodbye: 'Não estou ouvindo, então vou encerrar a ligação. Até logo.',
    timeShort: 'Temos mais ou menos meio minuto.',
    timeUp: 'Nosso tempo acabou. Até logo.',
    notUnderstood: 'Desculpe, não entendi.',
    gaveUp: 'Desculpe, não consegui entender. Até logo.',
    stopped: 'Entendido. Desculpe o incômodo. Até logo.',
    goodbye: 'Até logo.',
    oneMoment: 'Um momento, por favor.',
    failed: 'Desculpe, houve um problema do nosso lado. Até logo.',
    pressYesNo: 'Você também pode teclar 1 para sim, ou 2 para não.',
    pressOption: (options) =>
      `Você também pode teclar ${options.map(({ key, phrase }) => `${keyName(key)} para ${phrase}`).join(', ou ')}.`,
    pressDigits: 'Você também pode digitar no teclado e terminar com a tecla jogo da velha.',
    pressDate: (_, withYear) =>
      `Você também pode digitar no teclado: dois dígitos para o dia, dois para o mês${withYear ? ' e quatro para o ano' : ''}.`,
    pressTime: 'Você também pode digitar no teclado com quatro dígitos, por exemplo 1 5 3 0.',
    readBack: (value) => `Entendi ${value}. Está certo?`,
  },
  hear: {
    yes: list(
      'sim, claro, com certeza, certo, isso, isso mesmo, exato, pode ser, pode, está bem, tá bom, tudo bem, perfeito, ok',
      'sim claro, sim por favor, sim pode, sim está bem, claro que sim, sim com certeza, quero, quero sim, posso, posso sim',
      'confirmo, sim confirmo, sou eu, sim sou eu, é isso, correto, está certo, combinado, beleza, ótimo, sem problema',
      'de acordo, sim obrigado, sim obrigada, funciona, para mim está bem, sou sim, é sim, aham',
    ),
    no: list(
      'não, não obrigado, não obrigada, não posso, não quero, de jeito nenhum, nunca, não dá, não vai dar, infelizmente não',
      'não está certo, errado, está errado, não tenho interesse, não me interessa, hoje não, agora não, claro que não',
      'não não, desculpe não, não é isso, acho que não, melhor não, de forma nenhuma, não senhor, não senhora',
    ),
    opensYes: list('sim, claro, com certeza, isso mesmo, claro que sim'),
    opensNo: list('não, infelizmente não, de jeito nenhum, claro que não, desculpe não'),
    backchannel: list(
      'aham, uhum, mm, mhm, hmm, ah, ah tá, entendi, sei, ok, okay, tá, tá bom, certo, sim sim, é, oh',
    ),
    greeting: list('alô, oi, olá, bom dia, boa tarde, boa noite, pois não, alô quem fala, oi alô'),
    stop: list(
      'não me ligue mais, não liguem mais, não me liguem mais, pare de me ligar, parem de me ligar, não ligue mais',
      'tire meu número da lista, me tire da lista, remova meu número, apague o meu número, não me telefone mais',
    ),
    repeat: list(
      'como, o quê, desculpe, perdão, pode repetir, pode repetir por favor, repita por favor, não entendi, não ouvi',
      'como é, o que você disse, de novo por favor, oi como, hein',
    ),
    who: list(
      'quem é, quem fala, quem está falando, com quem eu falo, de onde fala, quem é você, do que se trata, quem ligou',
    ),
    wait: list(
      'espere, espera, um momento, um momento por favor, um minuto, um minutinho, um segundo, só um momento, aguarde',
      'só um minuto, peraí, deixa eu ver, deixe-me ver, deixa eu pensar',
    ),
    before: list('é, ah, bom, então, olha, hum, bem, oi, ué'),
    after: list('por favor, obrigado, obrigada, então'),
    carriers: list(
      '% por favor, o %, a %, quero %, quero o %, quero a %, prefiro %, prefiro o %, prefiro a %, pode ser %, gostaria de %',
      '% está bem, % está bom, % para mim, sim %, fico com %, melhor %',
    ),
    numbers: list('um, dois, três, quatro, cinco, seis, sete, oito, nove, dez'),
    numbered: list('%, o %, número %, opção %, a opção %'),
    openEnds: list(
      'e, ou, mas, porque, então, se, quando, enquanto, até, que, qual, como, embora, pois, porém, daí',
      'o, a, os, as, um, uma, meu, minha, meus, seu, sua, este, esta, esse, essa, próximo, próxima, rua',
      'de, do, da, dos, das, em, no, na, para, pra, por, pelo, com, sem, sobre, entre, às, ao, desde, depois, antes',
      'é, são, era, está, estou, sou, tenho, tem, quero, queria, posso, gostaria de, eu, nós, ele, ela, muito, mais',
      'talvez, acho que, o meu número é, meu número é, meu nome é, me chamo',
    ),
    hesitations: list(
      'é, eh, hum, hmm, ah, bom, então, deixa eu ver, deixe-me ver, vamos ver, como se diz, tipo',
    ),
    digits: list('zero, um, uma, dois, duas, três, quatro, cinco, seis, meia, sete, oito, nove'),
    pairs: list(
      'dez, onze, doze, treze, catorze, quatorze, quinze, dezesseis, dezessete, dezoito, dezenove, vinte, trinta',
      'quarenta, cinquenta, sessenta, setenta, oitenta, noventa, cem, cento',
    ),
    phoneDigits: 11,
    letters: {
      names: list('agá, jota, cá, ele, eme, ene, erre, esse, efe, dáblio, xis, ípsilon, zê'),
      marks: list('ponto, arroba, hífen, traço, underline, sublinhado, barra, maiúsculo'),
      at: ['arroba'],
      endings: list('com, br, pt, net, org, eu'),
    },
    asking: {
      email: list('e-mail, email, correio eletrônico, correio eletrónico'),
      spelling: list('soletrar, soletre, letra por letra'),
      phone: list('telefone, celular, telemóvel, número para contato, número de contacto'),
      address: list('endereço, morada, qual rua, onde você mora'),
      pastDate: list('nasceu, nascimento'),
      digits: list(
        'código, número da conta, número do pedido, número do cliente, CPF, dígitos, cartão, protocolo',
      ),
      story: list(
        'como posso ajudar, em que posso ajudar, o que aconteceu, me conte, descreva, explique, por quê, problema',
        'do que se trata, o que deseja',
      ),
    },
  },
};

export const europeanPortuguese: Language = {
  ...portuguese,
  say: {
    ...portuguese.say,
    reminder: 'Ainda está aí?',
    silentGoodbye: 'Não o estou a ouvir, por isso vou terminar a chamada. Adeus.',
    notUnderstood: 'Desculpe, não percebi.',
    gaveUp: 'Desculpe, não consegui perceber. Adeus.',
    stopped: 'Compreendo. Desculpe o incómodo. Adeus.',
    goodbye: 'Adeus.',
    pressYesNo: 'Também pode premir 1 para sim, ou 2 para não.',
    pressOption: (options) =>
      `Também pode premir ${options.map(({ key, phrase }) => `${key === '#' ? 'cardinal' : keyName(key)} para ${phrase}`).join(', ou ')}.`,
    pressDigits: 'Também pode marcá-lo no teclado e terminar com a tecla cardinal.',
    readBack: (value) => `Percebi ${value}. Está correto?`,
  },
  hear: {
    ...portuguese.hear,
    greeting: ['está', 'estou', 'está lá', 'sim', ...portuguese.hear.greeting],
    repeat: ['diga', 'não percebi', 'como disse', ...portuguese.hear.repeat],
    phoneDigits: 9,
  },
};

function keyName(key: string): string {
  return key === '*' ? 'asterisco' : key === '#' ? 'jogo da velha' : key;
}
