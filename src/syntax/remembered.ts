/** A map that forgets what was not asked for longest. */
export class Remembered<T> {
  private readonly known = new Map<string, T>();
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  has(key: string): boolean {
    return this.known.has(key);
  }

  /** What is known under a key, made where it is not. */
  get(key: string, make: () => T): T {
    const before = this.known.get(key);
    if (before !== undefined) this.known.delete(key);
    const value = before ?? make();
    this.known.set(key, value);
    const oldest = this.known.keys().next();
    if (this.known.size > this.limit && oldest.done === false) this.known.delete(oldest.value);
    return value;
  }
}
