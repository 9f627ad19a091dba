import type { Link } from "../../../link.ts";
import { propertyAt, valueAtPath } from "../property-path.ts";
import { type Declaration, calledFunction, endOf, linkSources, makeLink, makeTrigger } from "./declaration.ts";

const sources = linkSources({
  batchSize: {
    path: [
      "SourceParameters.SqsQueueParameters.BatchSize",
      "SourceParameters.DynamoDBStreamParameters.BatchSize",
      "SourceParameters.KinesisStreamParameters.BatchSize",
    ],
  },
  deadLetterTarget: {
    path: ["SourceParameters.DynamoDBStreamParameters.DeadLetterConfig.Arn", "SourceParameters.KinesisStreamParameters.DeadLetterConfig.Arn"],
  },
  filter: "SourceParameters.FilterCriteria",
  input: "TargetParameters.InputTemplate",
});

/** A pipe leads from its source to its target, through a function that enriches. */
export function* pipeLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource } = declaration;
  const source = valueAtPath(native.properties, "Source");
  const role = propertyAt(native.properties, "RoleArn");
  if (source === undefined) return;
  const from = endOf(source, declaration);
  for (const property of ["Enrichment", "Target"]) {
    const found = propertyAt(native.properties, property);
    if (found === undefined) continue;
    const draft = { name: `${native.name}.${property}`, from, at: found.at, sources, service: "pipes" };
    if (calledFunction(found.value, declaration) !== undefined) yield makeTrigger(declaration, found.value, draft);
    else {
      const to = endOf(found.value, declaration);
      yield makeLink(declaration, { ...draft, kind: to.resource?.kind === "workflow" || to.resource === null ? "triggers" : "subscribes", to });
    }
  }
  if (role !== undefined)
    yield makeLink(declaration, { kind: "assumes", name: "RoleArn", from: { resource }, to: endOf(role.value, declaration), at: role.at });
}
