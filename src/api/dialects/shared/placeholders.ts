/** Vendors write placeholders with one brace; our own text has two. */
export { doubleBraces } from '#domain';
