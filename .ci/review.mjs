// `npm run review`: reviews the bundled example; with arguments it is `serverless-reviewer review …`.
import { spawnSync } from "node:child_process";

const given = process.argv.slice(2);
const parameters = given.length > 0 ? given : ["examples/order-processing"];
const { status } = spawnSync(process.execPath, ["src/cli.ts", "review", ...parameters], { stdio: "inherit" });
process.exitCode = status ?? 1;
