import { describe, expect, it } from "vitest";
import { Remembered } from "../../src/syntax/remembered.ts";

describe("Remembered", () => {
  it("makes a value once, and again after it was forgotten", () => {
    const made: string[] = [];
    const remembered = new Remembered<string>(2);
    const ask = (key: string) => remembered.get(key, () => made[made.push(key) - 1] ?? "");
    for (const key of ["a", "b", "a", "c", "a", "b"]) expect(ask(key)).toBe(key);
    expect(made).toEqual(["a", "b", "c", "b"]);
  });
});
