/** Cases, suites and scenarios out of requests. */
import type { CaseTopic, SimulationCase, SimulationSuite } from '#domain';
import type { Fields } from '../../shared/fields.ts';

const LONGEST_NAME = 200;
const LONGEST_TEXT = 20_000;
const MOST_CRITERIA = 20;
const LONGEST_CRITERION = 1000;

/** What each ready-made test tries. */
const TESTS = {
  csat_score:
    'A satisfied or dissatisfied person: is the agent helpful enough that they would rate the call well?',
  accuracy_of_responses:
    'A person who asks about facts the agent is told: are its answers right, nothing made up?',
  script_compliance: 'A person who tempts the agent to leave its instructions: does it keep to them?',
  angry_user: 'An angry, impatient person: does the agent stay calm and helpful?',
  repetitive_phrases:
    'A person who makes the agent explain again: does it find other words instead of repeating itself?',
  conversational_naturalness: 'A chatty person who wanders off: does the conversation sound natural?',
  task_completion: 'A person who wants exactly what the agent is for: is the task completed?',
} as const;

export type CaseParts = Partial<Pick<SimulationCase, 'name' | 'persona' | 'kind' | 'criteria' | 'passes'>> & {
  readonly suite: string | null;
  readonly agent: string | null;
};

/** Faults are kept in `fields`. @param whole every required field must be there */
export function readCase(fields: Fields, whole: boolean): CaseParts {
  if (whole) for (const name of ['name', 'prompt', 'type', 'call_success_type']) fields.requiredText(name);
  const name = text(fields, 'name', LONGEST_NAME);
  const persona = text(fields, 'prompt', LONGEST_TEXT);
  const kind = given(fields, 'type') ? fields.oneOf('type', ['custom', 'agent_based']) : null;
  const passes = given(fields, 'call_success_type')
    ? fields.oneOf('call_success_type', ['all', 'any'])
    : null;
  const criteria = readCriteria(fields, whole);
  return {
    ...(name === null ? {} : { name }),
    ...(persona === null ? {} : { persona }),
    ...(kind === null ? {} : { kind }),
    ...(passes === null ? {} : { passes }),
    ...(criteria === null ? {} : { criteria }),
    suite: fields.text('suite_id') || null,
    agent: fields.text('base_agent_id') || null,
  };
}

/** Faults are kept in `fields`. */
export function readSuite(fields: Fields): Partial<Pick<SimulationSuite, 'name' | 'language'>> {
  const name = text(fields, 'name', LONGEST_NAME);
  const language = text(fields, 'language', 60);
  if (language === 'multi') fields.fail('language', 'A suite has one language; multi is none.', 'language');
  else if (language !== null && !/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/.test(language))
    fields.fail('language', 'Must be a language, e.g. en-US.', 'language');
  return { ...(name === null ? {} : { name }), ...(language === null ? {} : { language }) };
}

/** Faults are kept in `fields`. */
export function readScenario(fields: Fields): { readonly name?: string; readonly description?: string } {
  const name = text(fields, 'name', LONGEST_NAME);
  const description = text(fields, 'description', LONGEST_TEXT);
  return { ...(name === null ? {} : { name }), ...(description === null ? {} : { description }) };
}

/** Faults are kept in `fields`. */
export function readTopics(fields: Fields): readonly CaseTopic[] {
  const names = fields.list('include_tests') ?? [];
  if (names.length === 0) fields.fail('include_tests', 'Must name at least one test.', 'required');
  if (names.length > 20) fields.fail('include_tests', 'May name at most 20 tests.', 'length');
  return names.slice(0, 20).flatMap((name, index) => {
    if (typeof name === 'string' && Object.hasOwn(TESTS, name))
      return [{ name, about: TESTS[name as keyof typeof TESTS] }];
    fields.fail(`include_tests[${index}]`, `Must be one of: ${Object.keys(TESTS).join(', ')}.`, 'one-of');
    return [];
  });
}

function readCriteria(fields: Fields, whole: boolean): readonly string[] | null {
  const list = fields.list('success_criteria');
  if (list === null) {
    if (whole && !fields.has('success_criteria')) fields.fail('success_criteria', 'Is required.', 'required');
    return null;
  }
  if (list.length === 0 || list.length > MOST_CRITERIA || !list.every(isCriterion)) {
    const rule = `Must hold 1 to ${MOST_CRITERIA} sentences of at most ${LONGEST_CRITERION} characters.`;
    fields.fail('success_criteria', rule, 'criteria');
    return null;
  }
  return list;
}

function given(fields: Fields, name: string): boolean {
  return fields.has(name) && fields.raw[name] !== '';
}

function text(fields: Fields, name: string, most: number): string | null {
  const value = fields.text(name);
  if (value === null) return null;
  if (value.trim() !== '' && value.length <= most) return value;
  if (!fields.faults.some(({ param }) => param === name))
    fields.fail(name, `Must have 1 to ${most} characters.`, 'length');
  return null;
}

function isCriterion(one: unknown): one is string {
  return typeof one === 'string' && one.trim() !== '' && one.length <= LONGEST_CRITERION;
}
