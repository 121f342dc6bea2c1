/** An action as Synthflow shows it, as the body that makes it; pure. */
import { isRow, textOf, type Row } from '../rows.ts';

/** Words that answers have for the types of bodies. */
const TYPES: readonly (readonly [key: string, words: RegExp])[] = [
  ['INFORMATION_EXTRACTOR', /^(information_?extractor|extract_info(_action_type)?|info_extractor)$/],
  ['LIVE_TRANSFER', /^(live_transfer|transfer_call(_action_type)?)$/],
  ['SEND_SMS', /^send_sms(_action_type)?$/],
  ['INCALL_SMS', /^(incall_sms|in_call_sms)(_action_type)?$/],
  ['INCALL_WHATSAPP', /^(incall_whatsapp|in_call_whatsapp)(_action_type)?$/],
  ['CUSTOM_ACTION', /^(custom_action|custom_function(_action_type)?)$/],
  ['REAL_TIME_BOOKING', /^(real_time_booking|(calcom|ghl)_booking(_action_type)?)$/],
  ['CUSTOM_EVAL', /^custom_eval(uation)?(_action_type)?$/],
];
const QUESTIONS: Readonly<Record<string, string>> = {
  yes_no: 'YES_NO',
  single_choice: 'SINGLE_CHOICE',
  open_question: 'OPEN_QUESTION',
};

/** @returns the body of `POST /actions`; null for a type that is not known */
export function actionBody(row: Row): Row | null {
  const word = (textOf(row, 'action_type', 'type') ?? '').toLowerCase().replace(/[\s-]+/g, '_');
  const key = TYPES.find(([, words]) => words.test(word))?.[0];
  if (key === undefined) return null;
  const given = parametersOf(row);
  if (key === 'INFORMATION_EXTRACTOR') return { [key]: extractor(row, given) };
  const named = key === 'CUSTOM_ACTION' || key === 'CUSTOM_EVAL';
  const names = named
    ? { name: textOf(row, 'name') ?? '', description: textOf(row, 'description') ?? '' }
    : {};
  return { [key]: { ...(key === 'CUSTOM_EVAL' ? {} : names), ...given } };
}

function extractor(row: Row, given: Row): Row {
  const nested = Object.values(QUESTIONS).find((name) => isRow(given[name]));
  if (nested !== undefined) return { [nested]: given[nested] };
  const word = (textOf(given, 'type') ?? '').toLowerCase().replace(/[\s-]+/g, '_');
  const kind = QUESTIONS[word] ?? (Array.isArray(given['choices']) ? 'SINGLE_CHOICE' : 'OPEN_QUESTION');
  const identifier =
    textOf(given, 'identifier') ?? (textOf(row, 'name') ?? '').replace(/^(info_extractor|extract_info)_/, '');
  const description = textOf(given, 'condition', 'description') ?? textOf(row, 'description');
  const list = kind === 'SINGLE_CHOICE' ? 'choices' : kind === 'OPEN_QUESTION' ? 'examples' : null;
  return {
    [kind]: {
      identifier,
      ...(description === null ? {} : { description }),
      ...(list !== null && Array.isArray(given[list]) ? { [list]: given[list] } : {}),
    },
  };
}

/** An object, or JSON in a text. */
function parametersOf(row: Row): Row {
  const given = row['parameters_hard_coded'] ?? row['parameters'];
  if (isRow(given)) return given;
  if (typeof given !== 'string') return {};
  try {
    const read: unknown = JSON.parse(given);
    return isRow(read) ? read : {};
  } catch {
    // Seen in old rows: a text that is no JSON says nothing that could be taken.
    return {};
  }
}
