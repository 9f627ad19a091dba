import { describe, expect, test } from "vitest";
import { shellCommands } from "../../src/syntax/shell-commands.ts";
import type { ShellWord } from "../../src/syntax/shell-tokens.ts";

function shown(word: ShellWord): string {
  return word.parts.map((part) => ("text" in part ? part.text : "variable" in part ? `<${part.variable}>` : `<${part.computed}>`)).join("");
}

/** The words of each command of a script. */
function commandsIn(script: string): readonly (readonly string[])[] {
  return shellCommands(script).map(({ words }) => words.map(shown));
}

describe("words", () => {
  test.each([
    ["single quotes keep everything", `a 'b $c "d"'`, ["a", `b $c "d"`]],
    ["double quotes keep blanks and open variables", `a "b $c \\"d\\""`, ["a", `b <c> "d"`]],
    ["neighbouring quotes are one word", `a b'c d'"e f"`, ["a", "bc de f"]],
    ["a backslash at the end of a line joins it to the next", "a \\\n  b \\\r\n c", ["a", "b", "c"]],
    ["a backslash keeps the next character", "a b\\ c", ["a", "b c"]],
    ["variables may have braces", "a ${b}c$d-e", ["a", "<b>c<d>-e"]],
    ["an expansion with an operator is worked out", "a ${b:-c}", ["a", "<${b:-c}>"]],
    ["commands inside words are worked out", "a $(b $(c) d) `e f`", ["a", "<$(b $(c) d)>", "<`e f`>"]],
    ["expressions of GitHub are one part", "a --x=${{ inputs.y || 'z z' }}", ["a", "--x=<${{ inputs.y || 'z z' }}>"]],
    ["expressions of GitHub are put in before quotes count", "a 'x=${{ y || 'z z' }} $b'", ["a", "x=<${{ y || 'z z' }}> $b"]],
    ["a sign that begins no variable stands for itself", "a 5$ $", ["a", "5$", "$"]],
    ["comments are left out, a sign inside a word is none", "a b#c # d", ["a", "b#c"]],
    ["redirections are left out", "a b >out 2>&1 <in &>all c", ["a", "b", "c"]],
  ])("%s", (_, script, words) => {
    expect(commandsIn(script)).toEqual([words]);
  });

  test("know where they stand", () => {
    const [command] = shellCommands('ab "c d"');
    expect(command?.words.map(({ start, end }) => [start, end])).toEqual([
      [0, 2],
      [3, 8],
    ]);
  });
});

describe("commands", () => {
  test("end at newlines, semicolons, pipes and connectives", () => {
    expect(commandsIn("a; b && c || d | e\nf & g")).toEqual([["a"], ["b"], ["c"], ["d"], ["e"], ["f"], ["g"]]);
  });

  test("are not read from here-documents", () => {
    expect(commandsIn("cat <<EOF > file\nsam deploy\nEOF\nls")).toEqual([["cat"], ["ls"]]);
  });

  test("of compound commands stand without keywords, and are conditional", () => {
    const commands = shellCommands('if [ "$A" ]; then\n  b\nelse c; fi\nfor x in y; do d; done\ne');
    expect(commands.map(({ words, isConditional }) => [words.map(shown)[0], isConditional])).toEqual([
      ["[", true],
      ["b", true],
      ["c", true],
      ["x", true],
      ["d", true],
      ["e", false],
    ]);
  });

  test("know the subshells around them", () => {
    const commands = shellCommands("a; (b; (c); d) && (e); f )g");
    expect(commands.map(({ words, subshells }) => [words.map(shown)[0], subshells.length])).toEqual([
      ["a", 0],
      ["b", 1],
      ["c", 2],
      ["d", 1],
      ["e", 1],
      ["f", 0],
      ["g", 0],
    ]);
    expect(commands[1]?.subshells).not.toEqual(commands[4]?.subshells);
  });

  test("have the variables that they set for themselves", () => {
    const [alone, before] = shellCommands("A=1 B='2 3'\nC=4 run D=5");
    expect(alone?.assignments.map(({ name, value }) => [name, shown(value)])).toEqual([
      ["A", "1"],
      ["B", "2 3"],
    ]);
    expect(before?.words.map(shown)).toEqual(["run", "D=5"]);
  });

  test.each(["a 'b", 'a "b', "a $(b", "a ${b", "a `b", "a ${{ b", "a <<E\nb", "a \\", "$"])("end with a text that is not closed: %s", (script) => {
    expect(commandsIn(script).length).toBe(1);
  });

  test("are not looked for in scripts that nobody writes", () => {
    expect(commandsIn("a ".repeat(200_001))).toEqual([]);
  });
});
