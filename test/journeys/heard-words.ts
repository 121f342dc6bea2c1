/**
 * What Flite says of its own words: texts as the mouth splits them, and after which sample each word ends, from the
 * engine's segment durations (`flite -psdur`), counted from the first sample that the embedded voice gives. It knows
 * of no ledger: the truth for tests of one.
 */

export interface SpokenPiece {
  readonly voice: string;
  readonly text: string;
  /** Length of the audio, samples at 8 kHz. */
  readonly samples: number;
  /** Where each word of `text` ends, samples. */
  readonly ends: readonly number[];
}

/** Texts of one utterance each. */
export const utterances = [
  'Good afternoon, would it be convenient for you to come and see us on Thursday morning?',
  'We would like to tell you about our new opening hours, which begin on Monday, and about the new building.',
  'Your appointment with the dentist was moved to the second of March because she is ill this week.',
  'Please bring your insurance card, a list of your medicines, and the letter from your doctor.',
  'I can offer you a table for four at half past seven, or a larger one a little later in the evening.',
  'The parcel will be delivered between nine and eleven in the morning; somebody should be at home.',
  'If you want to change your order, just say so, and I will read the whole list to you again.',
  'Thank you for waiting, I found your contract and everything seems to be in perfect order.',
];

export const spokenPieces: readonly SpokenPiece[] = [
  {
    voice: 'slt',
    text: 'Good afternoon, would it be convenient for you to come and see us on Thursday morning?',
    samples: 34480,
    ends: [
      1672, 7224, 9304, 10112, 11064, 15712, 17016, 18144, 18696, 20856, 21968, 23872, 24968, 26112, 29248,
      33056,
    ],
  },
  {
    voice: 'slt',
    text: 'We would like to tell you about our new opening hours,',
    samples: 22000,
    ends: [1232, 2792, 5096, 6240, 8072, 9376, 11824, 13688, 14896, 18048, 21848],
  },
  {
    voice: 'slt',
    text: 'which begin on Monday, and about the new building.',
    samples: 23440,
    ends: [2784, 5320, 7000, 10512, 13336, 15704, 16400, 18096, 22024],
  },
  {
    voice: 'slt',
    text: 'Your appointment with the dentist was moved to the second of March because she is ill this week.',
    samples: 36880,
    ends: [
      2864, 7752, 8944, 9520, 12888, 14056, 16256, 16904, 17840, 20960, 21872, 24424, 26784, 29000, 30160,
      31760, 33440, 35600,
    ],
  },
  {
    voice: 'slt',
    text: 'Please bring your insurance card,',
    samples: 17600,
    ends: [2920, 5672, 7112, 12136, 16296],
  },
  {
    voice: 'slt',
    text: 'a list of your medicines, and the letter from your doctor.',
    samples: 26160,
    ends: [928, 3968, 4992, 6200, 11552, 13672, 14304, 16592, 18720, 20024, 24816],
  },
  {
    voice: 'slt',
    text: 'I can offer you a table for four at half past seven,',
    samples: 22960,
    ends: [1296, 3136, 5384, 6312, 6512, 9424, 10944, 12440, 13400, 14976, 17704, 21544],
  },
  {
    voice: 'slt',
    text: 'or a larger one a little later in the evening.',
    samples: 21840,
    ends: [1360, 1672, 5464, 7536, 7872, 10856, 14688, 15416, 16744, 20456],
  },
  {
    voice: 'slt',
    text: 'The parcel will be delivered between nine and eleven in the morning;',
    samples: 27440,
    ends: [848, 4096, 5384, 6800, 10040, 13584, 15648, 16808, 20152, 20992, 21408, 26064],
  },
  {
    voice: 'slt',
    text: 'somebody should be at home.',
    samples: 13360,
    ends: [4728, 6864, 8112, 9160, 12304],
  },
  {
    voice: 'slt',
    text: 'If you want to change your order,',
    samples: 17360,
    ends: [1736, 3352, 5640, 6816, 10760, 12320, 16056],
  },
  {
    voice: 'slt',
    text: 'just say so, and I will read the whole list to you again.',
    samples: 28280,
    ends: [2856, 4856, 7472, 10336, 11416, 13592, 16104, 16856, 18912, 21312, 21944, 24112, 26888],
  },
  { voice: 'slt', text: 'Thank you for waiting,', samples: 10480, ends: [2680, 3624, 4992, 9096] },
  {
    voice: 'slt',
    text: 'I found your contract and everything seems to be in perfect order.',
    samples: 30320,
    ends: [1560, 4888, 6640, 11984, 12896, 16712, 19384, 20448, 21328, 22136, 25856, 29104],
  },
  {
    voice: 'rms',
    text: 'Good afternoon, would it be convenient for you to come and see us on Thursday morning?',
    samples: 42720,
    ends: [
      2288, 8600, 10936, 12056, 13216, 18400, 20376, 22064, 23264, 25712, 27768, 30136, 32304, 33496, 37096,
      41176,
    ],
  },
  {
    voice: 'rms',
    text: 'We would like to tell you about our new opening hours,',
    samples: 29840,
    ends: [1744, 3608, 5896, 7096, 9592, 11200, 14176, 16560, 18072, 23304, 28592],
  },
  {
    voice: 'rms',
    text: 'which begin on Monday, and about the new building.',
    samples: 24240,
    ends: [2168, 6200, 8376, 11648, 14312, 17360, 18096, 19344, 22696],
  },
  {
    voice: 'rms',
    text: 'Your appointment with the dentist was moved to the second of March because she is ill this week.',
    samples: 43920,
    ends: [
      3368, 8904, 10160, 10888, 14992, 16752, 19792, 20696, 21712, 25344, 27272, 30544, 34664, 36592, 37904,
      38992, 40536, 42680,
    ],
  },
  {
    voice: 'rms',
    text: 'Please bring your insurance card,',
    samples: 17200,
    ends: [2800, 5472, 7760, 12984, 16040],
  },
  {
    voice: 'rms',
    text: 'a list of your medicines, and the letter from your doctor.',
    samples: 28040,
    ends: [800, 3792, 5488, 7280, 12056, 14952, 15720, 18400, 21504, 22904, 26408],
  },
  {
    voice: 'rms',
    text: 'I can offer you a table for four at half past seven,',
    samples: 29760,
    ends: [1440, 3688, 7000, 8904, 9552, 13256, 15072, 17856, 19512, 21584, 24600, 28296],
  },
  {
    voice: 'rms',
    text: 'or a larger one a little later in the evening.',
    samples: 23880,
    ends: [2712, 3296, 7528, 9896, 10296, 13480, 17544, 18808, 19576, 22328],
  },
  {
    voice: 'rms',
    text: 'The parcel will be delivered between nine and eleven in the morning;',
    samples: 32400,
    ends: [1448, 5248, 6992, 8088, 11808, 16216, 18480, 20712, 25080, 26480, 27152, 30880],
  },
  {
    voice: 'rms',
    text: 'somebody should be at home.',
    samples: 15280,
    ends: [5200, 7544, 8944, 10416, 13744],
  },
  {
    voice: 'rms',
    text: 'If you want to change your order,',
    samples: 18480,
    ends: [1896, 3608, 6936, 8000, 11960, 14208, 16904],
  },
  {
    voice: 'rms',
    text: 'just say so, and I will read the whole list to you again.',
    samples: 33600,
    ends: [4280, 6408, 10648, 13536, 14808, 15912, 17648, 18864, 22000, 25024, 26080, 28080, 32280],
  },
  { voice: 'rms', text: 'Thank you for waiting,', samples: 11920, ends: [3864, 5080, 6776, 10384] },
  {
    voice: 'rms',
    text: 'I found your contract and everything seems to be in perfect order.',
    samples: 32640,
    ends: [1440, 5296, 7160, 12384, 13544, 17896, 20784, 21632, 23776, 24632, 28200, 31016],
  },
];
