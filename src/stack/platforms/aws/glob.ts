/** Longer texts than any ARN (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html) are not compared. */
const longest = 2048;

/** Whether a pattern with `*` and `?` matches the whole text. Takes time of the product of both lengths at most. */
export function globMatches(pattern: string, text: string): boolean {
  if (pattern.length > longest || text.length > longest) return false;
  let inPattern = 0;
  let inText = 0;
  let star = -1;
  let resumeAt = 0;
  while (inText < text.length) {
    const wanted = pattern[inPattern];
    if (wanted === "*") {
      star = inPattern;
      inPattern += 1;
      resumeAt = inText;
    } else if (wanted !== undefined && (wanted === "?" || wanted === text[inText])) {
      inPattern += 1;
      inText += 1;
    } else if (star !== -1) {
      inPattern = star + 1;
      resumeAt += 1;
      inText = resumeAt;
    } else return false;
  }
  while (pattern[inPattern] === "*") inPattern += 1;
  return inPattern === pattern.length;
}

/** Whether some text matches both patterns. */
export function globsMeet(one: string, other: string): boolean {
  if (one.length > longest || other.length > longest) return true;
  if (!isWild(one) && !isWild(other)) return one === other;
  if (differAtEnds(one, other)) return false;
  let row = new Uint8Array(other.length + 1);
  let next = new Uint8Array(other.length + 1);
  row[0] = 1;
  for (let second = 1; second <= other.length; second += 1) row[second] = other[second - 1] === "*" ? (row[second - 1] ?? 0) : 0;
  for (let first = 1; first <= one.length; first += 1) {
    const mine = one[first - 1];
    next[0] = mine === "*" ? (row[0] ?? 0) : 0;
    for (let second = 1; second <= other.length; second += 1) {
      const theirs = other[second - 1];
      if (mine === "*" || theirs === "*") next[second] = (row[second] ?? 0) | (next[second - 1] ?? 0);
      else next[second] = mine === theirs || mine === "?" || theirs === "?" ? (row[second - 1] ?? 0) : 0;
    }
    [row, next] = [next, row];
  }
  return row[other.length] === 1;
}

function isWild(pattern: string): boolean {
  return pattern.includes("*") || pattern.includes("?");
}

/** Whether the plain text before the first wildcard, or behind the last, differs: true of most pairs, and told without comparing every pair of characters. */
function differAtEnds(one: string, other: string): boolean {
  const plain = (character: string | undefined) => character !== undefined && character !== "*" && character !== "?";
  for (let index = 0; plain(one[index]) && plain(other[index]); index += 1) if (one[index] !== other[index]) return true;
  for (let index = -1; plain(one.at(index)) && plain(other.at(index)); index -= 1) if (one.at(index) !== other.at(index)) return true;
  return false;
}
