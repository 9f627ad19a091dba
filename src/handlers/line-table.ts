/** The lines of a text by offset. */
export class LineTable {
  /** Offset of each line's first character. */
  private readonly starts: number[] = [0];

  constructor(text: string) {
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) this.starts.push(end + 1);
  }

  /** The 1-based line of an offset that is not before line `from`. Looks near `from` first, then by halves. */
  lineOf(offset: number, from: number): number {
    let low = from;
    let high = this.starts.length;
    const next = this.starts[low];
    if (next === undefined || offset < next) return low;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle - 1] ?? Infinity) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
