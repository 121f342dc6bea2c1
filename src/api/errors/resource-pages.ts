/** Errors of tools, templates, pools, and of what is in use. */
import { unknownThing, type ErrorPage } from './error-page.ts';

const inUse = (noun: string, by: string, mend: string): ErrorPage => ({
  status: 409,
  title: `The ${noun} is in use`,
  meaning: `The ${noun} cannot be deleted while ${by}; \`detail\` names what.`,
  mend,
});

export const RESOURCE_PAGES = {
  'tool-unknown': unknownThing('tool'),
  'analysis-template-unknown': unknownThing('analysis template', 'an'),
  'number-pool-unknown': unknownThing('number pool'),
  'import-unknown': unknownThing('import', 'an'),
  'import-running': {
    status: 409,
    title: 'An import runs already',
    meaning:
      'Your organization brings over what it has at a vendor right now; two at once would make things twice.',
    mend: 'Wait until GET /v1/imports shows no `running` one. One whose server died counts as interrupted after a minute.',
  },
  'agent-in-use': inUse(
    'agent',
    'a number is bound to it, reserved for it or routed to it, or a campaign that is not over has it',
    'Unbind the numbers first, or repeat with `?unbind=true`, which unbinds them; cancel the campaigns, or give them another agent.',
  ),
  'trunk-in-use': inUse(
    'trunk',
    'numbers are dialled through it',
    'Give the numbers another trunk, or repeat with `?unbind=true`, which leaves them without one.',
  ),
  'number-in-use': inUse(
    'number',
    'it is the default caller number of your organization, lent to another one, or dialled from by a campaign that is not over',
    'Choose another default with PATCH /v1/organization, take the number back, or give the campaigns another number first.',
  ),
  'tool-in-use': inUse(
    'tool',
    'the working copy or the production version of an agent uses it',
    'Take it out of the agents that GET /v1/tools/{id}/agents lists, then repeat.',
  ),
  'analysis-template-in-use': inUse(
    'analysis template',
    'the working copy or the production version of an agent uses it',
    'Take it out of those agents, then repeat.',
  ),
  'agent-version-in-use': inUse(
    'version',
    'it is the production one',
    'Make another version the production one first.',
  ),
  'number-lent': {
    status: 409,
    title: 'The number is lent',
    meaning: 'The number belongs to another organization, which lends it; only the owner may do this.',
    mend: 'Ask the owner, or do it with a key of theirs.',
  },
} as const satisfies Record<string, ErrorPage>;
