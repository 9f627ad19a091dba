import { describe, expect, it } from "vitest";
import { snapshotOf } from "../../src/change/lazy-snapshot.ts";
import { relevantPaths } from "../../src/stack/relevant-paths.ts";

/** More than are read whole. */
const many = 500;
const isTerraform = (path: string) => path.endsWith(".tf");

/** Many projects with one file each, beside what is given. */
function large(files: Readonly<Record<string, string>>) {
  const others = Array.from({ length: many }, (_, index) => [`others/${index}/main.tf`, ""] as const);
  return snapshotOf({ ...Object.fromEntries(others), ...files });
}

describe("relevantPaths", () => {
  it("are all claimed paths of a small repository but those that are never read", () => {
    const snapshot = snapshotOf({ "a.tf": "", "b/c.tf": "", "b/c.ts": "", ".terraform/modules/d.tf": "" });
    expect(relevantPaths(snapshot, ["b/c.ts"], isTerraform)).toEqual({ paths: ["a.tf", "b/c.tf"], leftOut: 0 });
  });

  it("are those of the changed projects and of the folders above them in a large one", () => {
    const snapshot = large({
      "root.tf": "",
      "team/common.tf": "",
      "team/app/main.tf": "",
      "team/app/modules/queue/queue.tf": "",
      "team/app/src/deep/handler.ts": "",
      "team/other/main.tf": "",
    });
    const { paths, leftOut } = relevantPaths(snapshot, ["team/app/src/deep/handler.ts"], isTerraform);
    expect(paths.toSorted()).toEqual(["root.tf", "team/app/main.tf", "team/app/modules/queue/queue.tf", "team/common.tf"]);
    expect(leftOut).toBe(many + 1);
  });

  it("are those of the changed folder where no folder is marked as a project", () => {
    const snapshot = large({ "docs/a/one.tf": "", "docs/b/two.tf": "" });
    expect(relevantPaths(snapshot, ["docs/a/note.txt"], isTerraform).paths).toEqual(["docs/a/one.tf"]);
  });
});
