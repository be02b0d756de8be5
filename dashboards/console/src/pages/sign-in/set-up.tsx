import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useEffect } from 'react'
import { send } from '../../api/client.ts'
import { useAct } from '../../parts/use-act.ts'
import { sentence } from '../../shell/notice.tsx'

type Fields = Readonly<{ code: string; id: string; name: string; post: string; unit: string; password: string }>

const need = (what: string) => [{ required: true, whitespace: true, message: `请填写${what}` }]

/** 首次设置: makes the first account, with the one-time code from the terminal, and signs it in. */
export default function SetUp() {
  const queries = useQueryClient()
  const { busy, failure, begin } = useAct()
  useEffect(() => {
    document.title = '首次设置 · 观澜'
  }, [])

  const make = (fields: Fields) =>
    begin(async () => {
      await send('POST', '/api/setup', fields)
      await send('POST', '/api/session', { id: fields.id, password: fields.password })
      await queries.invalidateQueries()
    })

  return (
    <main className="door">
      <img src="/mark.svg" alt="" width="44" height="44" />
      <h1>首次设置</h1>
      <p className="meta">建立第一个账号，它可以管理其他账号。设置码印在启动服务的终端里，只能用一次。</p>
      <Form<Fields> name="set-up" layout="vertical" requiredMark={false} onFinish={fields => void make(fields)}>
        <Form.Item name="code" label="设置码" rules={need('设置码')}>
          <Input autoComplete="one-time-code" autoFocus />
        </Form.Item>
        <Form.Item
          name="id"
          label="账号"
          rules={[
            { required: true, pattern: /^[a-z0-9._-]{2,32}$/, message: '2 至 32 位小写字母、数字、点、横线、下划线' },
          ]}
        >
          <Input autoComplete="username" />
        </Form.Item>
        <Form.Item name="name" label="姓名" rules={need('姓名')}>
          <Input autoComplete="name" />
        </Form.Item>
        <Form.Item name="post" label="职务" rules={need('职务')}>
          <Input />
        </Form.Item>
        <Form.Item name="unit" label="单位" rules={need('单位')}>
          <Input />
        </Form.Item>
        <Form.Item name="password" label="密码" rules={[{ required: true, min: 10, message: '至少 10 位' }]}>
          <Input type="password" autoComplete="new-password" />
        </Form.Item>
        {failure !== null && (
          <Alert type="error" title={sentence(failure)} role="alert" showIcon className="door-failure" />
        )}
        <Button type="primary" htmlType="submit" block loading={busy}>
          建立账号并登录
        </Button>
      </Form>
    </main>
  )
}
