import { awsBilling } from "../facts/aws-numbers.ts";
import { prices } from "../facts/prices.ts";
import { million, shown } from "./amounts.ts";
import { type CostInput, type CostPart, awsItem } from "./cost-part.ts";
import { payloadKilobytesOf, usesOf } from "./traffic.ts";

/** A request counts once for each 64 KB of its payload. */
const chunkKilobytes = awsBilling.queueChunk.value;

/** SQS: a standard queue that becomes FIFO, or the other way round. */
export function* queueCosts({ delta, traffic }: CostInput): Iterable<CostPart> {
  for (const { before, after } of delta.changedResources) {
    if (after.kind !== "queue" || after.platform !== "aws") continue;
    const [wasFifo, isFifo] = [before.boolean("fifo"), after.boolean("fifo")];
    if (!wasFifo.known || !isFifo.known || wasFifo.value === isFifo.value) continue;
    const [one, other] = [wasFifo, isFifo].map(({ value }) => (value ? prices.sqsFifoRequest : prices.sqsStandardRequest).usd);
    if (one === undefined || other === undefined) continue;
    const uses = usesOf(after, traffic, "requests");
    const chunks = Math.max(1, Math.ceil((payloadKilobytesOf(after, traffic) ?? 0) / chunkKilobytes));
    yield awsItem(
      {
        name: `\`${after.name}\` ${isFifo.value ? "standard → FIFO" : "FIFO → standard"}`,
        before: ((uses.value * chunks) / million) * one,
        after: ((uses.value * chunks) / million) * other,
        formula: `${shown(uses.value)} requests × ${chunks === 1 ? "" : `${chunks} × 64 KB × `}(${shown(one)} → ${shown(other)} a million)`,
      },
      uses.assumes,
    );
  }
}
