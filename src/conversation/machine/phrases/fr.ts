/** French. */
import type { MachinePhrases } from './phrases.ts';

export const french: MachinePhrases = {
  mailbox: [
    ...['laissez un message', 'laisser un message', 'laissez moi un message', 'laissez votre message'],
    ...['laisser votre message', 'apres le bip', 'apres le signal', 'apres le signal sonore', 'messagerie'],
    ...['boite vocale', 'repondeur', 'pas disponible', 'je ne peux pas vous repondre', 'je suis absent'],
    ...[
      'nous ne sommes pas disponibles',
      'vos coordonnees',
      'nom et numero',
      'je vous rappelle',
      'rappellerai',
    ],
    ...['enregistrer votre message', 'messagerie vocale'],
  ],
  likely: [
    ...[
      'vous etes bien',
      'vous etes sur',
      'pour le moment',
      'en ce moment',
      'des que possible',
      'un message',
    ],
    ...['le bip', 'votre correspondant', 'votre appel', 'indisponible'],
  ],
  menu: [
    ...['tapez un', 'tapez deux', 'tapez le', 'tapez zero', 'appuyez sur', 'faites le', 'composez le'],
    ...['suivant votre demande', 'menu principal', 'choix suivants', 'etre enregistre', 'etoile', 'diese'],
  ],
  screening: [
    ...['dites votre nom', 'indiquez votre nom', 'donnez votre nom', 'raison de votre appel'],
    ...['motif de votre appel', 'objet de votre appel', 'pourquoi vous appelez', 'filtrage des appels'],
    ...['assistant google', 'filtrage d appel', 'enregistrez votre nom'],
  ],
  holding: ['ne quittez pas', 'un instant', 'patientez', 'restez en ligne', 'veuillez patienter'],
  unreachable: [
    ...["n'est pas attribue", 'non attribue', "n'est plus attribue", 'hors service', "n'est plus en service"],
    ...['le numero que vous avez compose', 'verifier le numero'],
  ],
  human: [
    ...[
      'allo',
      'oui',
      'oui allo',
      'bonjour',
      'bonsoir',
      'qui est ce',
      'qui est a l appareil',
      'je vous ecoute',
    ],
    ...["c'est qui", 'puis je vous', 'a l appareil', 'que puis je'],
  ],
  offers: ['puis je', 'que puis je', 'je vous ecoute', 'qui est'],
  digits: ['zero', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf'],
  star: ['etoile'],
  pound: ['diese'],
  press: ['tapez', 'tapez sur', 'appuyez sur', 'faites', 'composez', 'dites ou tapez'],
  pressFillers: ['le', 'la', 'touche', 'chiffre', 'numero', 'sur'],
  option: [
    ...[
      'pour parler a un',
      'pour parler a',
      'pour joindre le',
      'pour joindre',
      'si vous souhaitez',
      'pour le',
    ],
    ...['pour la', 'pour les', 'pour un', 'pour une', 'pour', 'si vous'],
  ],
  operator: ['operateur', 'conseiller', 'standard', 'accueil', 'toute autre', 'autre demande', 'agent'],
  optionWord: 'pour',
  introduction: 'Bonjour, ici %. Pouvez-vous me mettre en relation, s’il vous plaît ?',
};
