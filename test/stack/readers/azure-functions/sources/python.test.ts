import { beforeAll, describe, expect, it } from "vitest";
import { valueAt } from "../../../../../src/stack/value.ts";
import { loadGrammars } from "../../../../../src/syntax/tree-sitter.ts";
import { shown } from "../../../../support/shown-value.ts";
import { bindingsIn, functionsIn } from "../read-functions.ts";

beforeAll(() => loadGrammars(["python"]));

describe("functions of the second Python model", () => {
  it("reads decorators in the words of function.json, with constants", () => {
    const code = `import azure.functions as func
app = func.FunctionApp()
STORE = "Store"

@app.function_name(name="CopyOrder")
@app.queue_trigger(arg_name="item", queue_name="orders", connection=STORE)
@app.blob_output(arg_name="copy", path="copies/{id}", connection=STORE)
def copy_order(item, copy):
    pass
`;
    const files = { "function_app.py": code };
    expect(bindingsIn(files)).toEqual({
      CopyOrder: [
        { type: "queueTrigger", direction: "in", name: "item", queueName: "orders", connection: "Store" },
        { type: "blob", direction: "out", name: "copy", path: "copies/{id}", connection: "Store" },
      ],
    });
    const [native] = functionsIn(files);
    expect(shown(valueAt(native?.properties, "entryPoint"))).toBe("copy_order");
    expect(native?.at).toMatchObject({ startLine: 5, endLine: 9 });
    expect(native?.nativeNames?.("queueName")).toBe("queue_name");
  });

  it("gives routes without a level the level of the app, also in blueprints of other files", () => {
    const files = {
      "function_app.py":
        "import azure.functions as func\nfrom orders import bp\napp = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)\napp.register_functions(bp)\n",
      "orders.py": `import azure.functions as func\nbp = func.Blueprint()\n\n@bp.route(route="orders", methods=["POST"])\ndef create(req):\n    pass\n\n@bp.route(auth_level=func.AuthLevel.ADMIN)\ndef purge(req):\n    pass\n`,
    };
    expect(bindingsIn(files)).toEqual({
      create: [{ type: "httpTrigger", direction: "in", route: "orders", methods: ["POST"], authLevel: "anonymous" }],
      purge: [{ type: "httpTrigger", direction: "in", authLevel: "admin" }],
    });
  });

  it("reads timers, sessions and Durable decorators", () => {
    const code = `import azure.durable_functions as df
import azure.functions as func
app = df.DFApp()

@app.timer_trigger(schedule="0 0 * * * *", arg_name="t", run_on_startup=True)
def tick(t): pass

@app.service_bus_queue_trigger(arg_name="m", queue_name="%QUEUE%", connection="Bus", is_sessions_enabled=True)
async def handle(m): pass

@app.orchestration_trigger(context_name="context")
def flow(context): pass
`;
    expect(bindingsIn({ "function_app.py": code })).toMatchObject({
      tick: [{ type: "timerTrigger", schedule: "0 0 * * * *", runOnStartup: true }],
      handle: [{ type: "serviceBusTrigger", queueName: "%QUEUE%", isSessionsEnabled: true }],
      flow: [{ type: "orchestrationTrigger" }],
    });
  });

  it("leaves open what code computes", () => {
    const code = `import azure.functions as func\napp = func.FunctionApp()\n@app.queue_trigger(arg_name="m", queue_name=os.environ["Q"], **options)\ndef handle(m): pass\n`;
    expect(bindingsIn({ "function_app.py": code })).toEqual({
      handle: [{ type: "queueTrigger", direction: "in", name: "m", queueName: "?computed in code", "...": "?computed in code" }],
    });
  });

  it("takes no routes of another framework that runs inside", () => {
    const code = `import azure.functions as func\nfrom flask import Flask\nweb = Flask(__name__)\napp = func.WsgiFunctionApp(app=web.wsgi_app)\n@web.route("/orders", methods=["POST"])\ndef create(): pass\n`;
    expect(bindingsIn({ "function_app.py": code })).toEqual({});
  });
});
