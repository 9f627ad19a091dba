import type { Absence } from "../facts.ts";

/** What holds of a value that is used in several ways: one check is made for all of them. */
export function joinAbsences(absences: readonly Absence[]): Absence {
  for (const one of ["fails", "handled"] as const) if (absences.includes(one)) return one;
  return absences.every((one) => one === "handed-on") ? "handed-on" : "unguarded";
}
