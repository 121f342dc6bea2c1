/** Errors of organizations, keys, members, sessions, quotas and minutes. */
import { unknownThing, type ErrorPage } from './error-page.ts';

export const TENANCY_PAGES = {
  'minutes-exhausted': {
    status: 402,
    title: 'The prepaid minutes are used up',
    meaning: 'Your organization pays its minutes in advance, and none are left. Nothing was dialled.',
    mend: 'Top up with POST /v1/minutes/top-ups; GET /v1/minutes shows the balance.',
  },
  'scope-missing': {
    status: 403,
    title: 'The key may not do this',
    meaning:
      'The key, or the role of who signed in, lacks the scope that the operation needs; `scope` names it.',
    mend: 'Use a key that has it, or have the scope added with PATCH /v1/keys/{id}. docs/organizations.md lists scopes and roles.',
  },
  'parent-only': {
    status: 403,
    title: 'Only the parent may change this',
    meaning: 'Limits, quotas and prepaid minutes of an organization are set by the organization above it.',
    mend: 'Ask the parent, or use its key with the header `Parley-Organization`.',
  },
  'live-key-needed': {
    status: 403,
    title: 'A test key cannot do this',
    meaning:
      'Test keys must not make anything that reaches the telephone network: live keys, members, organizations, minutes.',
    mend: 'Use a live key, or sign in.',
  },
  'origin-refused': {
    status: 403,
    title: 'A write from another page',
    meaning:
      'A write came with the session cookie, and its `Origin` is not ours: another site’s page may have sent it.',
    mend: 'Send the session’s token as a bearer token, or the request from the console’s own pages.',
  },
  'quota-exceeded': {
    status: 403,
    title: 'A quota is used up',
    meaning:
      'Your organization has as many as it may have; `quota` names what, `limit` how many. For calls a day the status is 429, with `Retry-After`.',
    mend: 'Delete what is not needed, wait for the next day, or have the quota raised by the parent organization.',
  },
  'sign-in-failed': {
    status: 401,
    title: 'E-mail address or password is wrong',
    meaning: 'No active member has this e-mail address and password. Which of the two is wrong is not told.',
    mend: 'Try again, or ask an owner for a new invitation, which sets a new password.',
  },
  'invitation-invalid': {
    status: 404,
    title: 'The invitation does not work',
    meaning: 'The token is unknown, was used, or is older than 7 days.',
    mend: 'Ask an owner for a new one: POST /v1/members/{id}/invitation.',
  },
  'organization-unknown': unknownThing('organization', 'an'),
  'organization-nested': {
    status: 409,
    title: 'Organizations nest one level deep',
    meaning: 'An organization that has a parent can have no children.',
    mend: 'Make it with a key of the parent.',
  },
  'member-unknown': unknownThing('member'),
  'member-taken': {
    status: 409,
    title: 'The member is already there',
    meaning: 'The organization already has a member with this e-mail address.',
    mend: 'Change the existing member; find it with GET /v1/members.',
  },
  'last-owner': {
    status: 409,
    title: 'The last owner stays',
    meaning: 'The change would leave the organization without an active owner.',
    mend: 'Make another member an owner first.',
  },
  'key-unknown': unknownThing('key'),
  'key-revoked': {
    status: 409,
    title: 'The key is revoked',
    meaning: 'A revoked key can be neither changed nor rotated.',
    mend: 'Make a new one with POST /v1/keys.',
  },
  'session-unknown': {
    status: 404,
    title: 'Nobody signed in',
    meaning: 'The request came with an API key, not with a session.',
    mend: 'Sign in with POST /v1/sessions.',
  },
} as const satisfies Record<string, ErrorPage>;
