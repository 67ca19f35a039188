const places = ["work", "home", "root", "Users", "private/tmp"].map((name) => `/${name}/`);
const place = new RegExp(`(?<![\\w.:/*\\-\\]])(${places.join("|")})[\\w.]+`, "g");
const making = /\b(issue #?\d+|pull request #?\d+|PR #\d+|localhost:\d+)\b/gi;

/** The words of a text that name a place on one machine, or how the project was made. */
export function strayWords(text: string): readonly string[] {
  return [...text.matchAll(place), ...text.matchAll(making)].map(([words]) => words);
}
