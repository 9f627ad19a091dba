/** One kind of wording that the practices forbid. `evenNegated`: also forbidden in the negative. */
interface ForbiddenWording {
  readonly practice: string;
  readonly what: string;
  readonly patterns: readonly RegExp[];
  readonly evenNegated?: true;
}

const outcome = String.raw`(?:bill|bills|costs?|spend|spending|invoice|latency|latencies|duration|cold starts?|response times?|downtime|risk)`;
const share = String.raw`(?:\d[\d.,]*\s*(?:%|percent\b|per cent\b|x\b|times\b|usd\b|eur\b|dollars?\b|euros?\b)|[$€]\s*\d)`;
/** Words after which "guarantee" is a noun: what a service documents, not what we promise. */
const determiner = "the|its|their|any|no|delivery|ordering|order|sla|durability|consistency";
const standard = String.raw`(?:gdpr|hipaa|pci(?:[- ]dss)?|soc ?[12]|iso ?27001|fedramp|ccpa)`;

const forbidden: readonly ForbiddenWording[] = [
  {
    practice: "p4",
    what: "promise of an outcome",
    patterns: [
      new RegExp(String.raw`(?<!\b(?:${determiner}|this|that|a|an|each|every|such)\s)(?<!-once\s)\bguarantee\b`),
      new RegExp(String.raw`(?<!\b(?:${determiner}|these|those|such)\s)(?<!-once\s)\bguarantees\b`),
      /\bguarante(?:ed|eing)\b/,
      new RegExp(
        String.raw`\b(?:will|would|shall|going to|'ll)\s+(?:\w+\s+){0,3}?(?:cut|reduce|lower|save|halve|improve|shrink|decrease|speed up)\b[^.;\n]{0,60}(?:\b${outcome}\b[^.;\n]{0,60})?${share}`,
      ),
      new RegExp(String.raw`\b(?:cuts|reduces|lowers|saves|improves|shrinks|decreases)\b[^.;\n]{0,60}\b${outcome}\b[^.;\n]{0,40}${share}`),
      new RegExp(String.raw`\b(?:saves?|saving|savings of)\s+(?:you\s+|up to\s+|at least\s+|about\s+|around\s+)*${share}`),
      /\b(?:makes?|making|keeps?|renders?)\s+(?:\S+\s+){1,5}?(?:fully |completely |totally )?secure\b/,
      /\b(?:will|would)\s+be\s+(?:fully |completely |totally |perfectly )?(?:secure|safe)\b/,
      /\bensures?\s+(?:full\s+|complete\s+|total\s+)?(?:security|compliance|safety|availability|uptime)\b/,
      /\b(?:we|i)\s+promise\b/,
    ],
  },
  {
    practice: "p4",
    what: "absolute about risk",
    patterns: [
      /\b(?:never|cannot|can't|can not)\s+fails?\b(?!\s+over)/,
      /\b(?:cannot|can't|can never|can not)\s+be\s+(?:attacked|hacked|breached|compromised|exploited)\b/,
      /\b(?:zero|no)[- ]downtime\b(?!\s+(?:deploy|deployment|deployments|migration|migrations|release|releases)\b)/,
      /\b(?:risk|bullet|fool)[- ]?(?:free|proof)\b/,
      /\balways\s+(?:faster|cheaper|secure|safe)\b/,
      /\b100\s*%\s+(?:secure|safe|available|reliable)\b/,
      /\b(?:fully|completely|totally|perfectly)\s+(?:secure|safe)\b/,
    ],
  },
  {
    practice: "p5",
    what: "clearance",
    patterns: [
      /\b(?:safe|ready|good|fine|ok|okay)\s+to\s+(?:merge|deploy|ship|go live|release to production)\b/,
      /\bproduction[- ]ready\b|\bready for production\b/,
      /\b(?:i|we)\s+approve\b|\b(?:change|pull request|pr|code|merge|deployment)\s+(?:is|are|has been|was)\s+(?:hereby\s+)?(?:approved|certified|signed off)\b|^\s*approved\b/,
      /\blgtm\b|\blooks good to (?:me|merge)\b/,
      /\bpass(?:es|ed)\s+(?:the\s+|an\s+|any\s+|your\s+)?(?:security\s+)?audits?\b/,
    ],
  },
  {
    practice: "p5",
    what: "clearance",
    evenNegated: true,
    patterns: [
      /\bno\s+(?:security|compliance|reliability|performance|known)\s+(?:issues?|problems?|risks?|vulnerabilit(?:y|ies)|concerns?|flaws?)\b/,
    ],
  },
  {
    practice: "p5",
    what: "statement of compliance",
    evenNegated: true,
    patterns: [
      new RegExp(String.raw`\b${standard}[- ]complian(?:t|ce)\b`),
      new RegExp(
        String.raw`\b(?:meets?|satisf(?:y|ies)|violates?|breach(?:es)?|fulfils?|complies with|conforms to|compliant with)\s+(?:the\s+)?${standard}\b`,
      ),
    ],
  },
  {
    practice: "p5",
    what: "invitation to rely on it",
    patterns: [/\byou\s+can\s+(?:safely\s+)?rely\s+on\s+(?:this|us|me)\b/, /\btrust\s+(?:us|me)\b/, /\brest\s+assured\b/],
  },
  {
    practice: "p1",
    what: "advice against validation",
    evenNegated: true,
    patterns: [
      /\bno\s+(?:further|more|additional)\s+(?:tests?|testing|review|validation|checks?)\s+(?:is|are)?\s*(?:needed|required|necessary)\b/,
      /\b(?:do not|don't|need not|needn't)\s+(?:need\s+to\s+)?(?:bother\s+to\s+)?(?:test|validate|review)\s+(?:this|it)\b/,
    ],
  },
  {
    practice: "p5",
    what: "assumption of liability",
    evenNegated: true,
    patterns: [
      /\b(?:we|i)\s+(?:take|accept|assume|bear|share)\s+(?:full\s+|all\s+|any\s+|the\s+)?(?:responsibility|liability)\b/,
      /\b(?:we|i)\s+(?:are|am|will be)\s+(?:liable|responsible|accountable)\b/,
      /\b(?:we|i)\s+(?:stand|will stand)\s+behind\b/,
      /\bas\s+your\s+(?:architect|engineer|consultant|auditor|lawyer|advisor|adviser)\b/,
      /\bin\s+(?:our|my)\s+professional\s+opinion\b/,
      /\bas\s+an?\s+(?:certified|licensed|chartered)\b/,
    ],
  },
];

/** A negation shortly before, in the same sentence: "does not guarantee", "is no longer safe to deploy", "without a guarantee". */
const negatedBefore = /(?:\b(?:not|never|no|nor|neither|cannot|without|hardly|nothing|nobody|none)\b|n't\b)[^.;:!?\n]{0,30}$/;

/**
 * Wording in a text of ours that the practices forbid: promises of savings, performance or security, clearance, statements of compliance, liability. Returns
 * the practice and the words ("p4: promise of an outcome: …"), null where there is none. Knows English.
 */
export function violatesPractices(text: string): string | null {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("’", "'")
    .replace(/[*_`~]+/g, "")
    .replace(/[^\S\n]+/g, " ");
  for (const { practice, what, patterns, evenNegated } of forbidden) {
    for (const pattern of patterns) {
      for (const match of plain.matchAll(new RegExp(pattern, "gm"))) {
        if (evenNegated !== true && negatedBefore.test(plain.slice(Math.max(0, match.index - 60), match.index))) continue;
        return `${practice}: ${what}: "${match[0].trim().slice(0, 100)}"`;
      }
    }
  }
  return null;
}
