import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineTable } from "../../src/handlers/line-table.ts";

describe("LineTable", () => {
  it("gives the line of an offset, from whatever line before it is asked", () => {
    const text = fc.array(fc.constantFrom("a", "bc", "\n", "\r\n")).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (written, one, other) => {
        const offset = one % (written.length + 1);
        const line = written.slice(0, offset).split("\n").length;
        expect(new LineTable(written).lineOf(offset, 1 + (other % line))).toBe(line);
      }),
    );
  });
});
