import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { isConflict } from '../../api/problem.ts'
import type { NameEntry, NameForm } from '../../api/vocabulary.ts'
import { Sheet } from '../../parts/sheet.tsx'
import { Failure } from '../../parts/wait.tsx'
import { useNotice } from '../../shell/notice.tsx'
import { ENTITY_NAMES, nameOf, optionsOf } from '../../words.ts'
import { useNames } from './use-names.ts'

/** Kinds of name that a table can hold; the others are found by their shape. */
export const NAME_KIND_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  ['place', 'road', 'line', 'station', 'organisation'].map(kind => [kind, nameOf(ENTITY_NAMES, kind)]),
)

type Fields = Readonly<{ kind: string; name: string; aliases: readonly string[] }>

/** 新增或修改名称; a new one may come with what it is already known to be. */
export function NameSheet({
  entry,
  known = { kind: 'road', name: '' },
  onClose,
}: {
  entry: NameEntry | null
  known?: Readonly<{ kind: string; name: string }>
  onClose: () => void
}) {
  const { change } = useNames()
  const { say } = useNotice()
  const [failure, setFailure] = useState<unknown>(null)
  const [late, setLate] = useState(false)
  async function save({ kind, name, aliases }: Fields): Promise<void> {
    const wanted: NameForm = { ...(entry === null ? {} : { id: entry.id }), kind, name: name.trim(), aliases }
    setFailure(null)
    setLate(false)
    try {
      await change(entries =>
        entry === null ? [...entries, wanted] : [...entries.filter(({ id }) => id !== entry.id), wanted],
      )
      say(`已保存名称“${wanted.name}”`)
      onClose()
    } catch (error) {
      if (isConflict(error)) setLate(true)
      else setFailure(error)
    }
  }
  return (
    <Sheet title={entry === null ? '新增名称' : `修改名称：${entry.name}`} onClose={onClose}>
      <Form<Fields>
        name="name-entry"
        layout="vertical"
        initialValues={entry ?? { ...known, aliases: [] }}
        onFinish={fields => void save(fields)}
      >
        <Form.Item name="kind" label="类别">
          <Select options={optionsOf(NAME_KIND_NAMES)} />
        </Form.Item>
        <Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true, message: '请填写名称' }]}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="aliases" label="别名（俗称、简称，写一个按一次回车）">
          <Select mode="tags" tokenSeparators={['；', ';', '、', '，', ',']} open={false} suffixIcon={null} />
        </Form.Item>
        {late && (
          <p role="alert" className="state-quiet">
            他人已先改动名称表，您的改动没有写入；表已更新，核对后可再次保存。
          </p>
        )}
        {failure !== null && <Failure error={failure} />}
        <div className="sheet-foot">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit">
            保存名称
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}
