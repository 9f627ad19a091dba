import { type Value, itemsOf, textOf } from "../../value.ts";
import { scalar, unknown } from "../../value-builders.ts";

/** Turns a native value into the common one; undefined where the native value means that nothing is set. */
export type Conversion = (value: Value) => Value | undefined;

/** Milliseconds as seconds. */
export const secondsOfMilliseconds: Conversion = (value) => {
  const milliseconds = Number(textOf(value));
  return textOf(value) === undefined || Number.isNaN(milliseconds) ? value : scalar(milliseconds / 1000, value.at);
};

/** Words such as "Enabled" and "DISABLED" as a boolean. */
export function isWord(...words: readonly string[]): Conversion {
  return (value) => {
    const text = textOf(value);
    return text === undefined ? value : scalar(words.includes(text.toLowerCase()), value.at);
  };
}

/** Whether a list names the word; unknown where an item is not known. */
export function listHas(word: string): Conversion {
  return (value) => {
    if (value.kind === "unknown") return value;
    const items = itemsOf(value);
    if (items.some((item) => textOf(item) === word)) return scalar(true, value.at);
    const open = items.find((item) => textOf(item) === undefined);
    return open === undefined ? scalar(false, value.at) : unknown("an item of the list is not known", value.at);
  };
}

/** True where the property is there at all. */
export const isPresent: Conversion = (value) => scalar(true, value.at);

/** Nothing for a map: a package location as text is a folder of the repository, as a map it lies elsewhere. */
export const onlyText: Conversion = (value) => (value.kind === "map" ? undefined : value);

/** Text in lower case. */
export const lowerCase: Conversion = (value) => {
  const text = textOf(value);
  return text === undefined ? value : scalar(text.toLowerCase(), value.at);
};
