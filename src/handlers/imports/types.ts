import type { CodeModule } from "../code-model.ts";
import { folderOf, foldersUpward, nameOf } from "../folders.ts";
import type { ImportContext } from "./resolution.ts";

const maximumFiles = 2000;

/**
 * Files of the same project that a Java or C# file may use: those named for a type that it mentions. A name that two files bear is taken from the same
 * folder, else left out.
 */
export function filesOfTypes(module: CodeModule, context: ImportContext): readonly string[] {
  const extension = module.language === "java" ? ".java" : ".cs";
  const byName = new Map<string, string[]>();
  for (const path of context.folders.filesBelow(projectFolder(module, context), maximumFiles)) {
    if (!path.endsWith(extension) || path === module.path || /(?:^|\/)(?:test|tests)\//iu.test(path)) continue;
    const type = nameOf(path).slice(0, -extension.length);
    if (module.types.has(type)) byName.set(type, [...(byName.get(type) ?? []), path]);
  }
  return [...byName.values()].flatMap((paths) => {
    if (paths.length === 1) return paths;
    const near = paths.filter((path) => folderOf(path) === folderOf(module.path));
    return near.length === 1 ? near : [];
  });
}

/** The folder of the build file above a source file; the code folder where there is none. */
function projectFolder(module: CodeModule, context: ImportContext): string {
  const marks = module.language === "java" ? ["pom.xml", "build.gradle", "build.gradle.kts"] : [];
  for (const folder of foldersUpward(folderOf(module.path))) {
    const names = context.folders.filesIn(folder).map(nameOf);
    if (names.some((name) => marks.includes(name) || (module.language === "csharp" && name.endsWith(".csproj")))) return folder;
  }
  return context.codePath;
}
