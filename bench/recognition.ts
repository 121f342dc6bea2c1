/**
 * How well the embedded recogniser hears answers in the grammars that conversations give it, by voices on which its
 * border of rejection was not chosen, through mu-law. They are not wholly unseen: the frame threshold was chosen on four
 * of them, and their failures were known when pronunciations of common answers were added. All of them are synthetic, so the figures are
 * upper bounds, and good for comparing one state of the recogniser with another.
 */
import { throughLine, type LineOptions } from '../fixtures/speech/line.ts';
import { speakWith, TEST_VOICES, type TestVoice } from '../fixtures/speech/voices.ts';
import { english } from '../src/conversation/language/en.ts';
import { expectationOf } from '../src/conversation/flow/grammar.ts';
import type { Slot } from '../src/domain/index.ts';
import { silentLogger } from '../src/kernel/index.ts';
import type { Grammar, SttModel } from '../src/models/index.ts';
import { createGrammarStt } from '../src/providers/embedded/grammar-stt.ts';
import { percentile, round, sharedNow } from './rig/figures.ts';
import type { Bench } from './bench.ts';

const VOICES: readonly TestVoice[] = [...TEST_VOICES, 'espeak-en-gb-x-gbclan+m2', 'espeak-en-us-nyc+Annie'];
const LINES: Readonly<Record<string, LineOptions>> = {
  clean: {},
  noise50: { noise: -50 },
  snr20: { noise: -40 },
};

interface Ask {
  readonly slot: Slot;
  readonly answers: Readonly<Record<string, string>>;
}

const option = (value: string, ...phrases: string[]) => ({ value, phrases });
const ASKS: Readonly<Record<string, Ask>> = {
  yes_no: {
    slot: { name: 'answer', type: 'yes_no' },
    answers: {
      ...{ 'Yes.': 'yes', 'Yeah.': 'yes', 'Yep.': 'yes', 'Sure.': 'yes', 'Okay.': 'yes', 'Correct.': 'yes' },
      ...{ 'Yes, please.': 'yes', 'Yes, that works for me.': 'yes', "That's right.": 'yes' },
      ...{ 'No.': 'no', 'Nope.': 'no', 'No, thanks.': 'no', 'No, thank you.': 'no', 'Not really.': 'no' },
      ...{ "I don't.": 'no', 'Not interested.': 'no' },
    },
  },
  choice: {
    slot: {
      name: 'answer',
      type: 'choice',
      options: [
        option('sales', 'sales', 'a sales person'),
        option('support', 'support', 'technical support', 'help'),
        option('billing', 'billing', 'an invoice'),
        option('morning', 'morning', 'in the morning'),
        option('thursday', 'thursday', 'thursday afternoon'),
      ],
    },
    answers: {
      ...{ 'Sales.': 'sales', 'Support.': 'support', 'Billing.': 'billing', 'Morning.': 'morning' },
      ...{ 'Thursday afternoon.': 'thursday', 'I want billing.': 'billing', 'In the morning.': 'morning' },
      ...{ 'Technical support, please.': 'support' },
    },
  },
  digits: {
    slot: { name: 'answer', type: 'digits', min: 4, max: 4 },
    answers: Object.fromEntries(
      ['4719', '2085', '1234', '6630', '9578', '8421'].map((digits) => [[...digits].join(' '), digits]),
    ),
  },
};
/** Long and short, none of them an answer to anything asked. */
const FOREIGN = [
  ...['I have to talk to my brother about that.', 'Which company are you with?', 'It depends on the price.'],
  ...['Perhaps.', 'Next week.', 'Can you tell me more about it?', 'Turn the television down, Peter.'],
  ...['Blue carpet.', 'My husband takes care of these things.', 'When would that be?'],
  ...['The train is leaving the station.', 'Half a kilogram of tomatoes.'],
];

export const recognition: Bench = async (progress) => {
  const stt = await createGrammarStt({ logger: silentLogger });
  try {
    const figures: Record<string, number> = {};
    const factors: number[] = [];
    for (const [kind, { slot, answers }] of Object.entries(ASKS)) {
      const { grammar } = expectationOf(slot, english);
      for (const [name, line] of Object.entries(LINES)) {
        progress(`${kind}, ${name}`);
        const known = await hearAll(stt, grammar, Object.keys(answers), line, factors);
        const foreign = await hearAll(stt, grammar, FOREIGN, line, factors);
        const share = (of: readonly Heard[], holds: (heard: Heard) => boolean): number =>
          round((100 * of.filter(holds).length) / of.length);
        figures[`${kind}_${name}_kept_right_pct`] = share(
          known,
          ({ text, value }) => value === answers[text],
        );
        figures[`${kind}_${name}_wrong_accepted_pct`] = share(
          known,
          ({ text, value }) => value !== null && value !== answers[text],
        );
        figures[`${kind}_${name}_foreign_accepted_pct`] = share(foreign, ({ value }) => value !== null);
      }
    }
    return { ...figures, real_time_factor_p50: round(percentile(factors, 0.5)) };
  } finally {
    await stt.close();
  }
};

interface Heard {
  readonly text: string;
  /** `null`: rejected. */
  readonly value: string | null;
}

/** Every text by every voice, one after the other. @param factors gets the time each took over its length. */
async function hearAll(
  stt: SttModel,
  grammar: Grammar,
  texts: readonly string[],
  line: LineOptions,
  factors: number[],
): Promise<Heard[]> {
  const heard: Heard[] = [];
  for (const voice of VOICES)
    for (const text of texts) {
      const pcm = throughLine(speak(voice, text), line);
      const begin = sharedNow();
      const { value } = await stt.recognize(pcm, { language: 'en', grammar }, new AbortController().signal);
      factors.push((sharedNow() - begin) / (pcm.length / 8));
      heard.push({ text, value });
    }
  return heard;
}

const spoken = new Map<string, Int16Array>();
function speak(voice: TestVoice, text: string): Int16Array {
  const key = `${voice}/${text}`;
  const pcm = spoken.get(key) ?? speakWith(voice, text);
  spoken.set(key, pcm);
  return pcm;
}
