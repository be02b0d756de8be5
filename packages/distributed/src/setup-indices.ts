import type { estypes } from '@elastic/elasticsearch'
import { type EpochMs, Rejected } from '@guanlan/domain'
import type { Elastic } from './elastic-client.ts'
import { COLLECTIONS, indexTemplates, type SharedSettings, sharedSettings, type Template } from './index-templates.ts'
import { foreignField, missingFields } from './mapping-fit.ts'
import { makeIndex, makeYear, readAlias, yearOf } from './mention-years.ts'

type Mapping = estypes.MappingTypeMapping

/** One thing to do, in words an operator reads; `run` does it, and doing it twice changes nothing. */
export type Step = Readonly<{
  about: string // the template, alias or index it makes or changes
  says: string
  run: () => Promise<unknown>
}>

/** An alias of ours, the template its index is made from, and how to make it. */
type Place = Readonly<{ alias: string; template: Template; make: () => Promise<unknown> }>

/**
 * What is to be done so that Elasticsearch holds our templates and indices; empty when nothing is. Changes nothing itself.
 * @param now decides the year of the first index of mentions
 * @throws {Rejected} setup/foreign-index, setup/foreign-mapping
 */
export async function planIndices(elastic: Elastic, now: EpochMs): Promise<readonly Step[]> {
  const { prefix } = elastic
  const [settings, templates] = await Promise.all([sharedSettings(prefix), indexTemplates(prefix)])
  const steps: Step[] = []
  const shared = await settingsStep(elastic, settings)
  if (shared !== null) steps.push(shared)
  for (const template of Object.values(templates)) {
    const step = await templateStep(elastic, template)
    if (step !== null) steps.push(step)
  }
  for (const place of places(elastic, templates, now)) steps.push(...(await indexSteps(elastic, place)))
  return steps
}

/** Does what was planned, in order. @throws {Unavailable} elastic/away, elastic/not-admitted */
export async function applyIndices(plan: readonly Step[]): Promise<void> {
  for (const step of plan) await step.run()
}

/**
 * Makes sure, before anything starts, that everything stands as `planIndices` would leave it.
 * @throws {Rejected} setup/indices-missing, setup/foreign-index, setup/foreign-mapping
 */
export async function checkIndices(elastic: Elastic, now: EpochMs): Promise<void> {
  const plan = await planIndices(elastic, now)
  if (plan.length === 0) return
  const detail = `Elasticsearch 里还缺 ${plan.length} 项（${plan[0]!.says}等），应已全部建好；请先运行 guanlan setup`
  throw new Rejected('setup/indices-missing', { detail })
}

function places(elastic: Elastic, templates: Readonly<Record<string, Template>>, now: EpochMs): readonly Place[] {
  const { prefix } = elastic
  const own = Object.entries(COLLECTIONS).map(([collection, file]) => {
    const alias = `${prefix}-${collection}`
    const make = () => makeIndex(elastic, `${alias}-1`, { [alias]: { is_write_index: true } })
    return { alias, template: templates[file]!, make }
  })
  // Later years are made by the writer when their first mention comes.
  const mentions = {
    alias: readAlias(prefix),
    template: templates.mentions!,
    make: () => makeYear(elastic, yearOf(now)),
  }
  return [mentions, ...own]
}

async function settingsStep(elastic: Elastic, { name, digest, body }: SharedSettings): Promise<Step | null> {
  const found = await elastic.ask(client => client.cluster.getComponentTemplate({ name }, { ignore: [404] }))
  const standing = found.component_templates?.[0]?.component_template
  if (standing?._meta?.digest === digest) return null
  const says = `${standing === undefined ? '新建' : '更新'}公共设置 ${name}`
  return { about: name, says, run: () => elastic.ask(client => client.cluster.putComponentTemplate(body)) }
}

async function templateStep(elastic: Elastic, { name, digest, body }: Template): Promise<Step | null> {
  const found = await elastic.ask(client => client.indices.getIndexTemplate({ name }, { ignore: [404] }))
  const standing = found.index_templates?.[0]?.index_template
  if (standing?._meta?.digest === digest) return null
  const says = `${standing === undefined ? '新建' : '更新'}索引模板 ${name}`
  return { about: name, says, run: () => elastic.ask(client => client.indices.putIndexTemplate(body)) }
}

async function indexSteps(elastic: Elastic, { alias, template, make }: Place): Promise<readonly Step[]> {
  const found = await elastic.ask(client => client.indices.getMapping({ index: alias }, { ignore: [404] }))
  const indices = 'error' in found ? [] : Object.entries(found)
  if (indices.length === 0) return [{ about: alias, says: `新建索引 ${alias}`, run: make }]
  const wanted = template.body.template?.mappings as Mapping
  const steps: Step[] = []
  for (const [index, { mappings }] of indices) {
    refuseForeign(alias, index, mappings, wanted)
    const missing = missingFields(mappings.properties ?? {}, wanted.properties ?? {})
    const { properties, _meta } = wanted
    const body = { index, ...(properties ? { properties } : {}), ...(_meta ? { _meta } : {}) }
    if (missing.length > 0)
      steps.push({
        about: index,
        says: `给索引 ${index} 增加字段 ${missing.join('、')}`,
        run: () => elastic.ask(client => client.indices.putMapping(body)),
      })
  }
  return steps
}

function refuseForeign(alias: string, index: string, found: Mapping, wanted: Mapping): void {
  if (index === alias)
    throw new Rejected('setup/foreign-index', {
      detail: `找到一个名为 ${alias} 的索引，这里应是观澜的别名；请把它改名或删除，或换一个索引前缀`,
    })
  const wrong = foreignField(found, wanted)
  if (wrong !== null)
    throw new Rejected('setup/foreign-mapping', {
      detail: `索引 ${index} 的字段 ${wrong.field} 是 ${wrong.found}，应为 ${wrong.expected}；它不是观澜建的或已被改动，请换一个索引前缀，或另行处理后删除它`,
    })
}
