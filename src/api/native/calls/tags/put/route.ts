/** `PUT /v1/calls/{id}/tags`: what it was about. */
import { wordsRoute } from '../../words-route.ts';

export const putCallTags = wordsRoute('tag', 'Tag a call');
