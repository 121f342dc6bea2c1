/** `PUT /v1/calls/{id}/labels`: what it is an example of. */
import { wordsRoute } from '../../words-route.ts';

export const putCallLabels = wordsRoute('label', 'Label a call as an example');
