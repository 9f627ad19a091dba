import type { FoundHandler } from "./found-code.ts";

/** Packages of JavaScript that call no service of AWS. */
const plainJavascript =
  /^(?:@aws-sdk\/(?!client-|lib-)[\w-]+|@smithy\/[\w-]+|@aws-lambda-powertools\/(?:logger|tracer|metrics|batch|parser|validation|commons|event-handler)(?:\/.*)?|@middy\/(?:core|http-[\w-]+|validator|input-output-logger|error-logger)|aws-lambda|aws-xray-sdk(?:-core)?|zod|ajv|yup|joi|uuid|nanoid|ulid|ksuid|date-fns|dayjs|luxon|moment|lodash(?:\..*|\/.*)?|ramda|pino|winston|axios|node-fetch|undici|got|ky|source-map-support|dotenv|cfn-response|jsonwebtoken|jose|crypto-js|bcryptjs?|slugify|qs)$/;
/** Packages of Python that call no service of AWS: the standard library's usual ones, and some others. */
const plainPython =
  /^(?:__future__|abc|argparse|array|asyncio|base64|binascii|bisect|calendar|cgi|codecs|collections|concurrent|contextlib|copy|csv|ctypes|dataclasses|datetime|decimal|difflib|email|enum|errno|fnmatch|fractions|functools|gc|glob|gzip|hashlib|heapq|hmac|html|http|importlib|inspect|io|ipaddress|itertools|json|logging|math|mimetypes|multiprocessing|numbers|operator|os|pathlib|pickle|platform|pprint|queue|random|re|secrets|shutil|signal|socket|ssl|statistics|string|struct|subprocess|sys|tempfile|textwrap|threading|time|timeit|traceback|types|typing|typing_extensions|unicodedata|unittest|urllib|uuid|warnings|weakref|xml|zipfile|zlib|zoneinfo|requests|urllib3|httpx|pydantic|pydantic_settings|jsonschema|dateutil|pytz|jwt|structlog|cfnresponse|marshmallow|attr|attrs|orjson|ujson|yaml|jmespath|aws_xray_sdk)(?:\.|$)|^aws_lambda_powertools(?:$|\.(?:logging|metrics|tracing|event_handler|utilities\.(?:typing|batch|data_classes|parser|validation|jmespath_utils))(?:\.|$))|^(?:boto3|botocore|boto3\.dynamodb\.(?:conditions|types)|botocore\.\w+)$|^mypy_boto3_\w+/;
const builtinJavascript =
  /^(?:node:.+|assert|async_hooks|buffer|child_process|cluster|console|constants|crypto|dgram|dns|events|fs|http|http2|https|module|net|os|path|perf_hooks|process|punycode|querystring|readline|stream|string_decoder|timers|tls|tty|url|util|v8|vm|worker_threads|zlib)(?:\/.*)?$/;

/** Whether every package that the code imports is known to call no service behind the code's back. */
export function importsOnlyKnownPackages({ language, facts, files }: FoundHandler): boolean {
  return facts.imports.every(({ module }) => {
    switch (language) {
      case "javascript":
      case "typescript":
        return (
          module.startsWith(".") || builtinJavascript.test(module) || plainJavascript.test(module) || /^@aws-sdk\/(?:client|lib)-[\w-]+$/.test(module)
        );
      case "python":
        return module.startsWith(".") || plainPython.test(module) || isLocalModule(module, files);
      case "go":
        return !/^[\w-]+\./.test(module) || /^github\.com\/aws\/(?:aws-sdk-go(?:-v2)?|aws-lambda-go|smithy-go)(?:\/|$)/.test(module);
      default:
        return false;
    }
  });
}

/** A module of the same code: `ledger.entries` is `…/ledger/entries.py`. */
function isLocalModule(module: string, files: readonly string[]): boolean {
  const path = module.replaceAll(".", "/");
  return [`${path}.py`, `${path}/__init__.py`].some((ending) => files.some((file) => file === ending || file.endsWith(`/${ending}`)));
}
