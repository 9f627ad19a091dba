import picomatch from "picomatch";

/** Why a path is never read, by glob: what people do not write by hand, or what is not theirs. First match counts. */
const reasons: readonly (readonly [reason: string, globs: readonly string[]])[] = [
  [
    "lock file",
    [
      "**/{package-lock,npm-shrinkwrap,composer,packages}.lock.json",
      "**/package-lock.json",
      "**/npm-shrinkwrap.json",
      "**/*.lock",
      "**/pnpm-lock.yaml",
      "**/go.sum",
      "**/.terraform.lock.hcl",
      "**/*.lock.yml",
    ],
  ],
  ["vendored code", ["**/{node_modules,vendor,third_party,bower_components,site-packages,.venv,venv}/**"]],
  [
    "build output",
    ["**/{.aws-sam,cdk.out,.serverless,.terraform,.terragrunt-cache,__pycache__,.next,.build}/**", "**/*.min.{js,css}", "**/*.map", "**/*.d.ts"],
  ],
  ["state or data", ["**/*.tfstate", "**/*.tfstate.*", "**/*.csv", "**/*.parquet", "**/*.sql.gz", "**/*.ipynb"]],
];

const documentation = picomatch(
  [
    "**/*.{md,mdx,rst,adoc}",
    "**/!(*requirements*|*constraints*).txt",
    "**/docs/**/*.{svg,png,drawio,excalidraw}",
    "**/{LICENSE,LICENCE,NOTICE,CHANGELOG,CODEOWNERS}*",
    "**/*.{svg,png,jpg,jpeg,gif,webp,drawio,excalidraw,pdf}",
  ],
  { dot: true },
);
const tests = picomatch(
  [
    "**/{test,tests,__tests__,__mocks__,e2e,cypress,spec,testdata,fixtures}/**",
    "**/*.{test,spec}.*",
    "**/{test_*,*_test,conftest}.{py,go}",
    "**/*{Test,Tests}.{cs,java}",
  ],
  { dot: true },
);

const matchers = reasons.map(([reason, globs]) => ({ reason, isMatch: picomatch([...globs], { dot: true }) }));

/** Why a path is left out before it is read; null for a path that may matter. */
export function exclusionOf(path: string): string | null {
  return matchers.find(({ isMatch }) => isMatch(path))?.reason ?? null;
}

/** The reason for a file that may matter but that no stack names. */
export const unnamed = "no serverless resource or handler found in it";

const code = picomatch("**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx,py,go,java,kt,cs,fs,rb,rs,php}");

/** Whether a path holds source code in a language that functions are written in. */
export function isCode(path: string): boolean {
  return code(path);
}

/** What a path that nothing took most likely is, for the list of what was not reviewed. */
export function kindOfUnread(path: string): string {
  if (documentation(path)) return "documentation or picture";
  if (tests(path)) return "test";
  return unnamed;
}

/** Whether nothing reads a path, whatever stands in the repository. Text files may be what a template or a function reads. */
export function isNeverRead(path: string): boolean {
  return exclusionOf(path) !== null || (documentation(path) && !path.endsWith(".txt"));
}

/** Whether a path is a test or its fixture: code there is not deployed. */
export function isTestPath(path: string): boolean {
  return tests(path);
}
