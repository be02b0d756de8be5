import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseSync } from 'oxc-parser'

/** The project's root folder. */
export const ROOT = resolve(import.meta.dirname, '../..')

/** One package of the workspace as its package.json declares it. */
export type Room = Readonly<{
  name: string
  dir: string
  declared: ReadonlySet<string>
  production: ReadonlySet<string>
}>

type Manifest = Readonly<{
  name: string
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}>

/** Every package of the workspace. */
export function rooms(): readonly Room[] {
  const manifests = globSync(
    ['packages/*/package.json', 'services/*/package.json', 'dashboards/*/package.json', 'test/package.json'],
    { cwd: ROOT },
  )
  return manifests.sort().map(path => {
    const manifest = JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Manifest
    const production = new Set(Object.keys(manifest.dependencies ?? {}))
    return {
      name: manifest.name,
      dir: dirname(path),
      production,
      declared: new Set([...production, ...Object.keys(manifest.devDependencies ?? {})]),
    }
  })
}

/** One import as written: which file, which specifier; `test` of test files and of what stands in a room's `test` folder. */
export type Specifier = Readonly<{ file: string; to: string; test: boolean }>

/** Source files of a folder, relative to the root. */
export function sourceFiles(dir: string): readonly string[] {
  return globSync([`${dir}/**/*.ts`, `${dir}/**/*.tsx`], {
    cwd: ROOT,
    exclude: path => path.includes('node_modules') || path.includes('/dist/'),
  }).sort()
}

/** Every specifier of a file: static, dynamic, re-exported, `import type`, and `new URL('./x.ts', import.meta.url)` for workers. */
export function specifiers(file: string): readonly Specifier[] {
  const code = readFileSync(join(ROOT, file), 'utf8')
  const { module, errors } = parseSync(file, code)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]!.message}`)
  const found = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => (moduleRequest ? [moduleRequest.value] : [])),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) =>
      literal(code.slice(moduleRequest.start, moduleRequest.end), file),
    ),
  ]
  return [...new Set(found)].map(to => ({ file, to, test: /\.test\.tsx?$|^\w+\/[\w-]+\/test\//.test(file) }))
}

function literal(expression: string, file: string): string {
  const text = /^(['"`])([^'"`$]+)\1$/.exec(expression)?.[2]
  if (text === undefined) throw new Error(`${file}: a dynamic import must name its module: ${expression}`)
  return text
}

/** The package a bare specifier belongs to: '@a/b/c' → '@a/b', 'a/b' → 'a'. */
export function packageOf(specifier: string): string {
  const parts = specifier.split('/')
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!
}

/** Where a relative specifier leads, relative to the root. */
export function resolved({ file, to }: Specifier): string {
  return relative(ROOT, resolve(ROOT, dirname(file), to))
}
