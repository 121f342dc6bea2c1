/** What is made of a call after its end: by a language model, or by what its playbook filled in. */
export { analyse, type Analysed } from './analyse.ts';
export { analysisRequest } from './request.ts';
export { answerSchema } from './answer-schema.ts';
export { readAnalysis, type Reading } from './read.ts';
export { CallFacts } from './facts.ts';
export { slotAnalysis } from './slots.ts';
export { wantsModel } from './wants-model.ts';
export { remember, wantsMemory } from './remember.ts';
