import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { STREAMS } from '@guanlan/ports'
import { expect, test } from 'vitest'
import { parseTopics } from './kafka-topics.ts'

const FILE = join(import.meta.dirname, '../../../infra/kafka/topics.yaml')
const text = readFileSync(FILE, 'utf8')

test('the file we ship sets up every stream and its dead letters', () => {
  const topics = parseTopics(text)
  expect(topics.map(({ name }) => name).sort()).toEqual(STREAMS.flatMap(name => [name, `${name}.dead`]).sort())
  for (const { name, partitions, replication, config } of topics) {
    expect(partitions).toBe(name.endsWith('.dead') ? 1 : 6)
    expect(replication).toBe(3)
    expect(config).toMatchObject({ 'min.insync.replicas': '2', 'max.message.bytes': '5242880' })
  }
})

test('a letter outlives what it was made of', () => {
  const kept = new Map(parseTopics(text).map(({ name, config }) => [name, Number(config['retention.ms'])]))
  for (const stream of STREAMS) expect(kept.get(`${stream}.dead`)).toBeGreaterThanOrEqual(kept.get(stream)!)
})

test.each([
  ['a missing stream', text.replace('- name: raw\n', '- name: row\n'), '缺少 raw'],
  [
    'a stream twice',
    text.replace('- name: raw\n', '- name: mentions\n').concat(text.slice(text.indexOf('  - name: raw\n'))),
    '多余',
  ],
  ['no number', text.replace('partitions: 6', 'partitions: six'), 'fetches 的 partitions 应为 1 至 1000 的整数'],
  [
    'a dead topic without order',
    text.replace('partitions: 1\n', 'partitions: 2\n'),
    'fetches.dead 的 partitions 应为 1',
  ],
  ['messages cut short', text.replace('5242880', '1048576'), 'fetches 的 max.message.bytes'],
  ['a misspelt field', text.replace('replication: 3', 'replicas: 3'), 'fetches 有不认识的一项 replicas'],
  ['a field twice', text.replace('replication: 3', 'partitions: 3'), '第 12 行重复：partitions'],
  ['YAML beyond what we read', text.replace('partitions: 6', 'partitions: &six 6'), '应为 1 至 1000'],
  ['a list in one line', text.replace('    config:\n', '    config: {}\n'), '第 13 行的位置不对'],
  ['a field too deep', text.replace('    partitions: 6', '        partitions: 6'), '第 11 行的位置不对'],
  ['not a setting at all', `${text}nonsense\n`, '看不懂：nonsense'],
  ['nothing', '', '缺少 fetches'],
])('%s stops the set-up with what is wrong', (_, wrong, said) => {
  expect(() => parseTopics(wrong)).toThrow(said)
  expect(() => parseTopics(wrong)).toThrow(expect.objectContaining({ code: 'setup/bad-topics-file' }))
})
