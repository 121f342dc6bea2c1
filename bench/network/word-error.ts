/** Word error: the fewest words to put in, take out or change over the words that were said. */

export function words(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9']+/g) ?? [];
}

/** Errors, not a share; divide by the count of words said. */
export function wordErrors(said: readonly string[], heard: readonly string[]): number {
  let row = heard.map((_, index) => index + 1);
  said.forEach((word, place) => {
    let diagonal = place;
    let left = place + 1;
    row = row.map((above, index) => {
      const cost = Math.min(above + 1, left + 1, diagonal + (heard[index] === word ? 0 : 1));
      diagonal = above;
      left = cost;
      return cost;
    });
  });
  return heard.length === 0 ? said.length : row.at(-1)!;
}
