import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useEffect } from 'react'
import { send } from '../../api/client.ts'
import { useAct } from '../../parts/use-act.ts'
import { sentence } from '../../shell/notice.tsx'

type Fields = Readonly<{ id: string; password: string }>

/** 登录: after it, the page the address names. */
export default function SignIn({ bureau, demo }: { bureau: string; demo: boolean }) {
  const queries = useQueryClient()
  const { busy, failure, begin } = useAct()
  useEffect(() => {
    document.title = '登录 · 观澜'
  }, [])

  const enter = (fields: Fields) =>
    begin(async () => {
      await send('POST', '/api/session', { id: fields.id.trim(), password: fields.password })
      await queries.invalidateQueries()
    })

  return (
    <main className="door">
      <img src="/mark.svg" alt="" width="44" height="44" />
      <h1>观澜</h1>
      <p className="meta">{bureau} 政务舆情监测与回应</p>
      <Form<Fields> name="sign-in" layout="vertical" requiredMark={false} onFinish={fields => void enter(fields)}>
        <Form.Item name="id" label="账号" rules={[{ required: true, message: '请填写账号' }]}>
          <Input autoComplete="username" size="large" autoFocus />
        </Form.Item>
        <Form.Item name="password" label="密码" rules={[{ required: true, message: '请填写密码' }]}>
          <Input type="password" autoComplete="current-password" size="large" />
        </Form.Item>
        {failure !== null && (
          <Alert type="error" title={sentence(failure)} role="alert" showIcon className="door-failure" />
        )}
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>
          登录
        </Button>
      </Form>
      {demo && <p className="meta">演示环境：账号与密码印在启动它的终端里。</p>}
    </main>
  )
}
