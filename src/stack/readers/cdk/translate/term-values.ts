import { type Value, isFullyKnown } from "../../../value.ts";
import { awaiting, joined, scalar, unknown } from "../../../value-builders.ts";
import { plainOf } from "../../../setting.ts";
import { textOfId } from "../evaluate/constructs.ts";
import { type Datum, type TermDatum, numberOfDatum, textOfDatum } from "../evaluate/datum.ts";
import { reasonOf } from "../evaluate/describe.ts";
import { secondsOfTerm } from "../evaluate/durations.ts";
import type { Conversion } from "./conversion.ts";
import { listItems, propertyValue } from "./property.ts";
import { storedParameter } from "./stored-parameter.ts";

type TermReader = (conversion: Conversion, term: TermDatum) => Value;

const mebibytes: ReadonlyMap<string, number> = new Map([
  ["core.Size.mebibytes", 1],
  ["core.Size.gibibytes", 1_024],
  ["core.Size.tebibytes", 1_048_576],
]);

const fromParameterStore: TermReader = (_, term) => {
  const name = term.arguments.findLast((one) => one.kind === "text" || textOfDatum(one) !== undefined);
  const hasVersion = term.arguments.some((one) => numberOfDatum(one) !== undefined);
  const key = hasVersion ? undefined : textOfDatum(name);
  return storedParameter(key, name === undefined ? "" : textOfId(name), term.at);
};

const imported: TermReader = (_, term) => {
  const key = textOfDatum(term.arguments[0]);
  const reason = `the export ${key ?? ""} of another stack`;
  return key === undefined ? unknown(reason, term.at) : awaiting({ store: "export", key }, reason, term.at);
};

const jsonText: TermReader = (conversion, term) => {
  const [given] = term.arguments;
  const value = given === undefined ? scalar(null, term.at) : conversion.value(given);
  return isFullyKnown(value) ? scalar(JSON.stringify(plainOf(value)), term.at) : unknown("a part of the JSON is known at deployment", term.at);
};

const joinedText: TermReader = (conversion, term) => {
  const [separator, items] = term.arguments;
  const text = textOfDatum(separator);
  if (text === undefined || items?.kind !== "list") return unknown("joined at deployment", term.at);
  return joined(
    listItems(items).flatMap((item, index) => (index === 0 ? [conversion.value(item)] : [scalar(text, term.at), conversion.value(item)])),
    term.at,
  );
};

const readers: ReadonlyMap<string, TermReader> = new Map<string, TermReader>([
  ["global.JSON.stringify", jsonText],
  ["toJsonString", (_, term) => unknown("JSON with parts that are known at deployment", term.at)],
  ["core.Fn.join", joinedText],
  ["core.Fn.importValue", imported],
  ["core.Stack.of", (_, term) => unknown("the stack", term.at)],
  ["formatArn", formattedArn],
  ["core.Arn.format", formattedArn],
  ["arnForObjects", objectArn],
  ["arnFor", objectArn],
  ["aws-lambda.Runtime", ofFirst],
  ["aws-lambda.Runtime.of", ofFirst],
  ["aws-ssm.StringParameter.valueForStringParameter", fromParameterStore],
  ["aws-ssm.StringParameter.valueFromLookup", fromParameterStore],
  [
    "tryGetContext",
    (_, term) => unknown(`the context value ${textOfDatum(term.arguments[0]) ?? ""} is given when the stack is synthesized`, term.at),
  ],
  ["getContext", (_, term) => unknown(`the context value ${textOfDatum(term.arguments[0]) ?? ""} is given when the stack is synthesized`, term.at)],
  ["aws-events.Schedule.rate", rate],
  ["aws-events.Schedule.cron", cron],
  ["aws-events.Schedule.expression", ofFirst],
  ["aws-scheduler.ScheduleExpression.rate", rate],
  ["aws-scheduler.ScheduleExpression.cron", cron],
  ["aws-scheduler.ScheduleExpression.expression", ofFirst],
]);

/** What a package makes of a call, as far as it ends up in a template. */
export function termValue(conversion: Conversion, term: TermDatum): Value {
  const reader = readers.get(term.name);
  if (reader !== undefined) return reader(conversion, term);
  const size = mebibytes.get(term.name);
  const count = numberOfDatum(term.arguments[0]);
  if (size !== undefined && count !== undefined) return scalar(count * size, size === 1 ? (term.arguments[0]?.at ?? term.at) : withoutOffsets(term));
  if (term.receiver !== undefined && (term.name === "toString" || term.name === "asString")) return conversion.value(term.receiver);
  const struct = structOf(conversion, term);
  const open = term.arguments.find((one) => one.kind === "unknown" || one.kind === "choice");
  return struct ?? unknown(open === undefined ? "the CDK makes it when the stack is synthesized" : reasonOf(open), term.at);
}

/** Python's structs. */
function structOf(conversion: Conversion, term: TermDatum): Value | undefined {
  const [only, ...others] = term.arguments;
  if (only?.kind !== "object" || others.length > 0 || term.receiver !== undefined || !term.module.endsWith(".py")) return undefined;
  return conversion.value(only);
}

function ofFirst(conversion: Conversion, term: TermDatum): Value {
  const [first] = term.arguments;
  return first === undefined ? unknown("computed in code", term.at) : conversion.value(first);
}

function objectArn(conversion: Conversion, term: TermDatum): Value {
  const { receiver, at } = term;
  if (receiver === undefined) return unknown("computed in code", at);
  const bucket = conversion.value({ kind: "attribute", of: receiver, name: "bucketArn", at });
  const [keys] = term.arguments;
  return joined([bucket, scalar("/", at), keys === undefined ? scalar("*", at) : conversion.value(keys)], at);
}

function formattedArn(conversion: Conversion, term: TermDatum): Value {
  const { at } = term;
  const [parts] = term.arguments;
  const part = (name: string, otherwise: Value) => {
    const given = propertyValue(parts, name);
    return given === undefined ? otherwise : conversion.value(given);
  };
  const format = propertyValue(parts, "arnFormat");
  const separator =
    format?.kind === "library" && format.path.at(-1)?.startsWith("COLON") === true ? ":" : (textOfDatum(propertyValue(parts, "sep")) ?? "/");
  const name = propertyValue(parts, "resourceName");
  const none = scalar("", at);
  return joined(
    [
      scalar("arn:", at),
      part("partition", unknown("AWS::Partition", at)),
      scalar(":", at),
      part("service", none),
      scalar(":", at),
      part("region", unknown("AWS::Region", at)),
      scalar(":", at),
      part("account", unknown("AWS::AccountId", at)),
      scalar(":", at),
      part("resource", none),
      ...(name === undefined ? [] : [scalar(separator, at), conversion.value(name)]),
    ],
    at,
  );
}

const rateUnits = [
  { seconds: 86_400, name: "day" },
  { seconds: 3_600, name: "hour" },
  { seconds: 60, name: "minute" },
];

function rate(_: Conversion, term: TermDatum): Value {
  const [duration] = term.arguments;
  const seconds = duration === undefined ? undefined : numberOfDatum(secondsOfTerm(duration));
  const unit = rateUnits.find((one) => seconds !== undefined && seconds % one.seconds === 0);
  if (seconds === undefined || unit === undefined) return unknown("the rate is computed in code", term.at);
  const count = seconds / unit.seconds;
  return scalar(`rate(${count} ${unit.name}${count === 1 ? "" : "s"})`, withoutOffsets(term));
}

function cron(conversion: Conversion, term: TermDatum): Value {
  const [options] = term.arguments;
  const part = (name: string) => {
    const given = propertyValue(options, name);
    return given === undefined ? undefined : conversion.value(given);
  };
  const weekDay = part("weekDay");
  const day = part("day") ?? scalar(weekDay === undefined ? "*" : "?", term.at);
  const parts = [part("minute"), part("hour"), day, part("month"), weekDay ?? scalar("?", term.at), part("year")];
  return joined(
    [
      scalar("cron(", term.at),
      ...parts.flatMap((one, index) => (index === 0 ? [one ?? scalar("*", term.at)] : [scalar(" ", term.at), one ?? scalar("*", term.at)])),
      scalar(")", term.at),
    ],
    term.at,
  );
}

function withoutOffsets({ at }: Datum) {
  return { path: at.path, startLine: at.startLine, endLine: at.endLine };
}
