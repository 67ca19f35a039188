/**
 * Order of two texts by Unicode code point, the same on every machine and in every storage: JavaScript's `<` compares
 * UTF-16 units and puts an emoji before "ﬀ", PostgreSQL in the C locale does not.
 */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const a = left.charCodeAt(i);
    const b = right.charCodeAt(i);
    if (a !== b) return isSurrogate(a) === isSurrogate(b) ? a - b : isSurrogate(a) ? 1 : -1;
  }
  return left.length - right.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/**
 * The candidate that somebody who typed `wrong` probably meant, or undefined when none is near. Of two that are as near,
 * it is the one that begins like it for longer.
 */
export function didYouMean(wrong: string, candidates: readonly string[]): string | undefined {
  const typed = wrong.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wrong.length / 3)) + 1;
  for (const candidate of candidates) {
    const meant = candidate.toLowerCase();
    if (Math.abs(meant.length - typed.length) > least) continue;
    const distance = editDistance(typed, meant);
    const isAsNear = best !== undefined && distance === least;
    const isNearer = isAsNear
      ? commonStart(typed, meant) > commonStart(typed, (best ?? "").toLowerCase())
      : distance < least;
    if (isNearer) [best, least] = [candidate, distance];
  }
  return best;
}

function commonStart(left: string, right: string): number {
  const end = [...left].findIndex((letter, i) => letter !== right[i]);
  return end < 0 ? left.length : end;
}

function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const swap = (previous[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      row.push(Math.min(swap, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[to.length] ?? 0;
}
