const key = /^\s*(?:- )?["'`]?([A-Za-z_$][\w$.:-]{0,80}?)["'`]?\s*(?:\?)?(?:=>|:=|=|:)(?![=:])/;
const call = /([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*){0,3})\s*\(/;
const declaration =
  /^\s*(?:export\s+|public\s+|private\s+|static\s+|async\s+|const\s+|let\s+|var\s+|final\s+|def\s+|func\s+|function\s+|resource\s+)+/;

/**
 * The setting or call that a quoted line is about, as a part of a finding's identity: the name before `:` or `=`, else what is called; lower case, letters and
 * digits only, so that `visibility_timeout` and `VisibilityTimeout` agree. Empty where there is none. Values play no part: they change between pushes.
 */
export function settingKeyOf(quote: string): string {
  const line = quote.split("\n").find((one) => /[\p{L}\p{N}]/u.test(one)) ?? "";
  const called = call.exec(line)?.[1];
  const isDeclared = declaration.test(line);
  const name = (isDeclared ? called : undefined) ?? key.exec(line)?.[1] ?? called ?? "";
  return name.toLowerCase().replace(/[^a-z\d]/g, "");
}
