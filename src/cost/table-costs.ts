import { hoursOfMonth, prices } from "../facts/prices.ts";
import type { Resource } from "../stack/resource.ts";
import { itemsOf, valueAt } from "../stack/value.ts";
import { million, rounded, shown } from "./amounts.ts";
import { type CostInput, type CostPart, type Sides, awsItem, monthAssumption, notCounted, sidesOf } from "./cost-part.ts";
import { type Traffic, usesOf } from "./traffic.ts";

interface TablePrice {
  readonly usd: number;
  readonly formula: string;
  readonly assumes: readonly string[];
}

/** DynamoDB: another billing mode, other provisioned capacities, tables with provisioned capacity that come or go. */
export function* tableCosts(input: CostInput): Iterable<CostPart> {
  for (const sides of sidesOf(input, "table", "aws")) {
    const table = sides.after ?? sides.before;
    if (table === undefined || !isMatter(sides)) continue;
    const [before, after] = [sides.before, sides.after].map((side) => (side === undefined ? nothing : tablePrice(side, input.traffic)));
    if (before === null || after === null || before === undefined || after === undefined) {
      yield notCounted("aws", `\`${table.name}\`, whose billing mode or capacities are not known`);
    } else if (before.usd !== after.usd) {
      const formula = [before, after].flatMap((side) => (side.formula === "" ? [] : [side.formula])).join(" → ");
      yield awsItem({ name: `\`${table.name}\` capacity`, before: before.usd, after: after.usd, formula }, [...before.assumes, ...after.assumes]);
    }
  }
}

const nothing: TablePrice = { usd: 0, formula: "", assumes: [] };

/** A table that only is used costs what its use costs, whichever side it stands on: there is nothing to compare. */
function isMatter({ before, after }: Sides): boolean {
  if ((before === undefined || after === undefined) && (before ?? after)?.conditional === true) return false;
  const billing = [before, after].flatMap((table) => (table === undefined ? [] : [capacityOf(table)]));
  if (billing.every((one) => one.kind === "on-demand")) return false;
  const [one, other] = billing;
  return one === undefined || other === undefined || JSON.stringify(one) !== JSON.stringify(other);
}

type Capacity =
  | { readonly kind: "on-demand" }
  | { readonly kind: "unknown" }
  | { readonly kind: "provisioned"; readonly reads: number; readonly writes: number };

function capacityOf(table: Resource): Capacity {
  const mode = table.string("billingMode");
  if (!mode.known) return { kind: "unknown" };
  if (mode.value === "PAY_PER_REQUEST") return { kind: "on-demand" };
  const [reads, writes] = [table.number("readCapacity"), table.number("writeCapacity")];
  if (!reads.known || !writes.known) return { kind: "unknown" };
  let [read, write] = [reads.value, writes.value];
  for (const index of itemsOf(table.value("globalIndexes"))) {
    const [more, evenMore] = ["ReadCapacityUnits", "WriteCapacityUnits"].map((name) => valueAt(index, "ProvisionedThroughput", name));
    if (more?.kind !== "scalar" || evenMore?.kind !== "scalar") return { kind: "unknown" };
    read += Number(more.value);
    write += Number(evenMore.value);
  }
  return Number.isFinite(read + write) ? { kind: "provisioned", reads: read, writes: write } : { kind: "unknown" };
}

function tablePrice(table: Resource, traffic: Traffic): TablePrice | null {
  const capacity = capacityOf(table);
  if (capacity.kind === "unknown") return null;
  if (capacity.kind === "on-demand") return onDemandPrice(table, traffic);
  const [read, write] = [prices.dynamodbReadCapacity.usd, prices.dynamodbWriteCapacity.usd];
  return {
    usd: hoursOfMonth * (capacity.reads * read + capacity.writes * write),
    formula: `${hoursOfMonth} h × (${shown(capacity.reads)} RCU × ${shown(read)} + ${shown(capacity.writes)} WCU × ${shown(write)})`,
    assumes: [monthAssumption, "provisioned capacities as written: scaling is not counted"],
  };
}

function onDemandPrice(table: Resource, traffic: Traffic): TablePrice {
  const uses = usesOf(table, traffic, "reads and as many writes");
  const [read, write] = [prices.dynamodbReadUnit.usd, prices.dynamodbWriteUnit.usd];
  return {
    usd: (uses.value / million) * (read + write),
    formula: `${rounded(uses.value / million)} million reads × ${shown(read)} + as many writes × ${shown(write)}`,
    assumes: [...uses.assumes, "reads and writes of one unit each"],
  };
}
