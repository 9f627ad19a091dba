/** An answer that may be open: unknown is never missing. */
export type Answer = "yes" | "no" | "unknown";

/** Yes if any is yes, else unknown if any is unknown. */
export function anyOf(answers: Iterable<Answer>): Answer {
  let open = false;
  for (const answer of answers) {
    if (answer === "yes") return "yes";
    if (answer === "unknown") open = true;
  }
  return open ? "unknown" : "no";
}

/** No if any is no, else unknown if any is unknown. */
export function allOf(answers: Iterable<Answer>): Answer {
  let open = false;
  for (const answer of answers) {
    if (answer === "no") return "no";
    if (answer === "unknown") open = true;
  }
  return open ? "unknown" : "yes";
}

export function negated(answer: Answer): Answer {
  if (answer === "unknown") return "unknown";
  return answer === "yes" ? "no" : "yes";
}
