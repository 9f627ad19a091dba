export const deep = (open: string, close: string, count: number) => `${open.repeat(count)}${close.repeat(count)}`;

/** Nine anchors of nine aliases each: 9^9 values once unfolded. */
export function aliasBomb(): string {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const items = Array.from({ length: 9 }, () => (level === 0 ? "x" : `*l${level - 1}`));
    return `  l${level}: &l${level} [${items.join(", ")}]`;
  });
  return levels.join("\n");
}

export const numbered = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, index) => line(index)).join("");
export const twentyMegabytes = (line: string) => line.repeat(Math.ceil(20_000_000 / line.length));

export const bombedTemplate = `Metadata:\n${aliasBomb()}\nResources:\n  Bombed:\n    Type: AWS::SQS::Queue\n    Properties:\n      Tags: *l8\n`;
export const arm = (body: string) =>
  `{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "contentVersion": "1.0.0.0",\n${body}}`;
export const login = "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: azure/login@v2\n";
export const functionsHost = `{ "version": "2.0" }`;

export const deployment = (run: string) => `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ${run}\n`;
