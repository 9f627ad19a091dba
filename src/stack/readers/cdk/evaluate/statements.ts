import type { Statement } from "../syntax/syntax.ts";
import { bindPattern } from "./assignments.ts";
import { classDatum } from "./classes.ts";
import { type Datum, choiceOf, literal, truthOf } from "./datum.ts";
import { reasonOf } from "./describe.ts";
import { Environment } from "./environment.ts";
import type { Completion, Frame, Interpreter } from "./interpreter.ts";
import { eachItem } from "./loops.ts";
import { sameness } from "./operators.ts";

type Of<K extends Statement["kind"]> = Extract<Statement, { kind: K }>;

const end: Completion = { how: "end" };

/** Runs statements in order. After a possible return, what follows is only possible too. */
export function runStatements(interpreter: Interpreter, statements: readonly Statement[], frame: Frame): Completion {
  hoist(interpreter, statements, frame);
  const returned: Datum[] = [];
  let last = end;
  let possible = 0;
  let reason: string | undefined;
  for (const statement of statements) {
    if (interpreter.state.isExhausted) break;
    const completion = runStatement(interpreter, statement, frame);
    if (completion.how === "end" || (completion.how === "throw" && completion.isPossible === true)) continue;
    if (completion.isPossible !== true) {
      last = completion;
      break;
    }
    if (completion.how === "return") returned.push(completion.value ?? literal(undefined, statement.at));
    reason ??= completion.reason;
    interpreter.state.conditions += 1;
    possible += 1;
  }
  interpreter.state.conditions -= possible;
  return joined(returned, last, reason);
}

/** What a list of statements gives that may have returned before its end. */
function joined(returned: readonly Datum[], last: Completion, why: string | undefined): Completion {
  const [first] = returned;
  if (first === undefined) return last;
  const final = last.how === "return" ? (last.value ?? literal(undefined, first.at)) : undefined;
  const reason = why ?? "it depends on a condition";
  const value = choiceOf(final === undefined ? returned : [...returned, final], reason, first.at);
  return final === undefined ? { how: "return", value, isPossible: true, reason } : { how: "return", value };
}

/** Functions and classes are known before the line that declares them. */
function hoist(interpreter: Interpreter, statements: readonly Statement[], frame: Frame): void {
  const depth = interpreter.state.conditions;
  for (const statement of statements) {
    if (statement.kind === "function") {
      const { node, at } = statement;
      const self = node.isArrow ? frame.self : undefined;
      const closure: Datum = { kind: "closure", node, environment: frame.environment, module: frame.module, self, owner: frame.owner, at };
      frame.environment.declare(statement.name, closure, depth);
    } else if (statement.kind === "class") frame.environment.declare(statement.name, classDatum(statement.node, frame), depth);
  }
}

function runStatement(interpreter: Interpreter, statement: Statement, frame: Frame): Completion {
  switch (statement.kind) {
    case "expression":
      interpreter.evaluate(statement.value, frame);
      return end;
    case "declare": {
      const value = statement.value === undefined ? literal(undefined, statement.at) : interpreter.evaluate(statement.value, frame);
      bindPattern(interpreter, statement.pattern, { value, frame });
      return end;
    }
    case "if":
      return runIf(interpreter, statement, frame);
    case "for-each":
      return runForEach(interpreter, statement, frame);
    case "counted":
      return runCounted(interpreter, statement, frame);
    case "loop":
      return possibly(interpreter.state.possibly(() => interpreter.run(statement.body, inner(frame))));
    case "switch":
      return runSwitch(interpreter, statement, frame);
    case "block":
      return interpreter.run(statement.body, inner(frame));
    case "return":
      return statement.value === undefined ? { how: "return" } : { how: "return", value: interpreter.evaluate(statement.value, frame) };
    case "throw":
    case "break":
    case "continue":
      return { how: statement.kind };
    default:
      return end;
  }
}

/** Blocks of Python share the names of their function. */
function inner(frame: Frame): Frame {
  return frame.module.language === "python" ? frame : { ...frame, environment: new Environment(frame.environment) };
}

function possibly(completion: Completion): Completion {
  return completion.how === "return" || completion.how === "throw" ? { ...completion, isPossible: true } : end;
}

function runIf(interpreter: Interpreter, statement: Of<"if">, frame: Frame): Completion {
  const test = interpreter.evaluate(statement.test, frame);
  const reason = reasonOf(test);
  const truth = truthOf(test);
  if (truth !== undefined) return interpreter.run(truth ? statement.consequent : statement.alternative, inner(frame));
  const [one, other] = [statement.consequent, statement.alternative].map((body) =>
    interpreter.state.possibly(() => interpreter.run(body, inner(frame))),
  );
  if (one === undefined || other === undefined) return end;
  // A branch that throws is a guard: what follows is read as if it were never taken.
  if (one.how === "throw") return other.how === "throw" ? one : other;
  if (other.how === "throw") return one;
  if (one.how === "end" && other.how === "end") return end;
  if (one.how === "return" && other.how === "return" && one.isPossible !== true && other.isPossible !== true) {
    const values = [one, other].map((completion) => completion.value ?? literal(undefined, statement.at));
    return { how: "return", value: choiceOf(values, reason, statement.at) };
  }
  const returned = [one, other].filter((completion) => completion.how === "return");
  if (returned.length > 0) {
    const values = returned.map((completion) => completion.value ?? literal(undefined, statement.at));
    return { how: "return", value: choiceOf(values, reason, statement.at), isPossible: true, reason };
  }
  return { how: one.how === "end" ? other.how : one.how, isPossible: true, reason };
}

function runForEach(interpreter: Interpreter, statement: Of<"for-each">, frame: Frame): Completion {
  const written = interpreter.evaluate(statement.over, frame);
  const over: Datum =
    statement.overKeys && written.kind === "list" ? { ...written, items: written.items.map((_, index) => literal(index, written.at)) } : written;
  const returned: Datum[] = [];
  let stopped: Completion | undefined;
  const depth = interpreter.state.conditions;
  eachItem(interpreter, over, (item) => {
    if (stopped !== undefined) return;
    const turn = inner(frame);
    bindPattern(interpreter, statement.pattern, { value: item, frame: turn });
    const completion = interpreter.run(statement.body, turn);
    if (completion.how === "return" && completion.isPossible !== true && interpreter.state.conditions === depth) stopped = completion;
    else if (completion.how === "return") returned.push(completion.value ?? literal(undefined, statement.at));
    else if (completion.how === "break" && completion.isPossible !== true) stopped = end;
  });
  return joined(returned, stopped ?? end, reasonOf(over));
}

/** Loops are counted up to here. */
const mostTurns = 50;

/** Counts where it is known how often; what nobody can count runs once, as possible. */
function runCounted(interpreter: Interpreter, statement: Of<"counted">, frame: Frame): Completion {
  const own = inner(frame);
  interpreter.run(statement.start, own);
  for (let turn = 0; turn < mostTurns && !interpreter.state.isExhausted; turn += 1) {
    const truth = truthOf(interpreter.evaluate(statement.test, own));
    if (truth === false) return end;
    if (truth === undefined) break;
    const completion = interpreter.run(statement.body, inner(own));
    if (completion.how === "return" || completion.how === "throw") return completion;
    if (completion.how === "break") return end;
    interpreter.evaluate(statement.step, own);
  }
  return possibly(interpreter.state.possibly(() => interpreter.run(statement.body, inner(own))));
}

function runSwitch(interpreter: Interpreter, statement: Of<"switch">, frame: Frame): Completion {
  const value = interpreter.evaluate(statement.value, frame);
  const answers = statement.cases.map((one) => (one.test === undefined ? false : sameness(value, interpreter.evaluate(one.test, frame))));
  const isSure = answers.every((answer) => answer !== undefined);
  if (!isSure) {
    const completions = statement.cases.map((one) => possibly(interpreter.state.possibly(() => interpreter.run(one.body, inner(frame)))));
    const values = completions.flatMap((completion) => (completion.how === "return" && completion.value !== undefined ? [completion.value] : []));
    const returnsAlways =
      statement.cases.some((one) => one.test === undefined) &&
      statement.cases.every((one, index) => one.body.length === 0 || completions[index]?.how === "return" || completions[index]?.how === "throw");
    if (values.length === 0) return end;
    return { how: "return", value: choiceOf(values, reasonOf(value), statement.at), isPossible: !returnsAlways, reason: reasonOf(value) };
  }
  const matched = answers.indexOf(true);
  const from = matched === -1 ? statement.cases.findIndex((one) => one.test === undefined) : matched;
  if (from === -1) return end;
  const body = statement.cases.slice(from).flatMap((one) => one.body);
  const completion = interpreter.run(body, inner(frame));
  return completion.how === "break" ? end : completion;
}
