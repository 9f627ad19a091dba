import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../../../src/syntax/tree-sitter.ts";
import { cdkReader } from "../../../../src/stack/readers/cdk/cdk-reader.ts";
import { readCdk, resourcesOf, stackOf } from "./read-cdk.ts";

beforeAll(() => loadGrammars(["typescript", "python"]));

const mail = `new sqs.Queue(this, "Mail");`;

describe("hostile and broken programs", () => {
  it.each([
    ["calls without end", `const again = (n: number): number => again(n + 1);\nagain(0);`],
    ["classes that extend each other", `class A extends B {}\nclass B extends A {}\nnew A();`],
    [
      "a list that doubles",
      `const list: unknown[] = [1];\nfor (const i of [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30]) list.push(...list);`,
    ],
    [
      "a text that doubles",
      `let text = "x".repeat(2) + "x";\nfor (const i of [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30]) text = text + text;`,
    ],
    [
      "objects that hold themselves twice",
      `let value: object = { a: 1 };\nfor (const i of [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30]) value = { l: value, r: value };\nnew sqs.CfnQueue(this, "Big", { redrivePolicy: value });`,
    ],
    [
      "an object that holds itself",
      `const loop: Record<string, unknown> = {};\nloop.self = loop;\nnew sqs.CfnQueue(this, "Loop", { redrivePolicy: loop });`,
    ],
    [
      "loops inside loops",
      `const ten = [0,1,2,3,4,5,6,7,8,9];\nten.forEach(() => ten.forEach(() => ten.forEach(() => ten.forEach(() => ten.forEach(() => ten.forEach(() => ten.forEach(() => 1)))))));`,
    ],
    ["a count that never ends", `let n = 0;\nfor (let i = 0; i >= 0; i++) n += 1;`],
    [
      "counts inside counts",
      `for (let a = 0; a < 50; a++) for (let b = 0; b < 50; b++) for (let c = 0; c < 50; c++) for (let d = 0; d < 50; d++) a += 0;`,
    ],
    ["an aspect that adds itself", `class Again { visit(node) { cdk.Aspects.of(node).add(this); } }\ncdk.Aspects.of(this).add(new Again());`],
    ["overrides as deep as a path can say", `new sqs.CfnQueue(this, "Deep").addPropertyOverride("a.".repeat(5_000) + "a", 1);`],
    ["keys of the prototype", `const o = { ["__proto__"]: { x: 1 }, constructor: 1 } as never;\nnew sqs.CfnQueue(this, "Proto", o);`],
    ["a pattern that runs for ever", `"a".replace(/(a+)+$/, "b");`],
  ])("end with %s", (_, body) => {
    expect(resourcesOf(stackOf(`${mail}\n${body}`)).has("Mail")).toBe(true);
  });

  it("end where expressions are nested without end", () => {
    const nested = `const n = ${"[".repeat(3_000)}${"]".repeat(3_000)};`;
    const reading = readCdk(stackOf(`${mail}\n${nested}`));
    expect(reading.notes.some(({ path }) => path === "lib/orders-stack.ts")).toBe(true);
  });

  it("are read as far as they can be parsed, with a note", () => {
    const files = stackOf(`${mail}\nconst = ;`);
    expect(resourcesOf(files).has("Mail")).toBe(true);
    expect(readCdk(files).notes).toEqual([{ path: "lib/orders-stack.ts", message: expect.stringContaining("could not be parsed") }]);
  });

  it("may import in circles", () => {
    const files = {
      ...stackOf(`${mail}\nhelper();`, `import { helper } from "./helper";`),
      "lib/helper.ts": `import { OrdersStack } from "./orders-stack";\nexport const helper = () => OrdersStack;`,
    };
    expect(resourcesOf(files).has("Mail")).toBe(true);
  });
});

describe("which files are claimed", () => {
  it.each([
    "cdk.json",
    "infra/cdk.json",
    "bin/app.ts",
    "lib/orders-stack.ts",
    "infra/lib/orders.ts",
    "app.py",
    "orders/orders_stack.py",
    "src/constructs/queue.ts",
  ])("%s is", (path) => {
    expect(cdkReader.claims(path)).toBe(true);
  });

  it.each(["src/handlers/book.ts", "src/app.ts", "lib/orders-stack.test.ts", "test/orders-stack.ts", "lib/orders-stack.d.ts", "infra/readme.md"])(
    "%s is not",
    (path) => {
      expect(cdkReader.claims(path)).toBe(false);
    },
  );
});
