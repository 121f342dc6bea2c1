/** What a page of docs/errors holds. */

/** One page. */
export interface ErrorPage {
  readonly status: number;
  /** A few words, the same for every occurrence. */
  readonly title: string;
  /** What happened. */
  readonly meaning: string;
  /** What to do about it. */
  readonly mend: string;
}

/** The page of a 404. */
export const unknownThing = (noun: string, article = 'a'): ErrorPage => ({
  status: 404,
  title: `No such ${noun}`,
  meaning: `The request names ${article} ${noun} that does not exist, or that belongs to another organization.`,
  mend: `Check the id; every spelling of an id is understood. List what there is with a GET on the collection.`,
});
