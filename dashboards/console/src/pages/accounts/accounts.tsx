import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { get, send } from '../../api/client.ts'
import type { Account } from '../../api/status.ts'
import { ChoicesField } from '../../parts/choices-field.tsx'
import { Icon } from '../../parts/icon.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { RowAct } from '../../parts/row-act.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { Failure, Wait } from '../../parts/wait.tsx'
import { useNotice } from '../../shell/notice.tsx'
import { useAccount } from '../../shell/session.ts'
import { nameOf, optionsOf, ROLE_NAMES } from '../../words.ts'

type Asking = Readonly<{ what: 'add' }> | Readonly<{ what: 'edit' | 'password'; account: Account }>

/** 账号: who works with the house and what each may do. */
export default function Accounts() {
  const [asking, setAsking] = useState<Asking | null>(null)
  const accounts = useQuery({
    queryKey: ['accounts'],
    queryFn: ({ signal }) => get<{ items: readonly Account[] }>('/api/accounts', {}, signal),
  })
  const close = () => setAsking(null)
  return (
    <>
      <PageHead title="账号" after="授予职责也记入台账">
        <Button type="primary" onClick={() => setAsking({ what: 'add' })}>
          <Icon name="add" size={14} /> 新增账号
        </Button>
      </PageHead>
      <Wait for={accounts}>
        {({ items }) => (
          <div className="card table-card scroll-x">
            <table className="grid">
              <thead>
                <tr>
                  <th scope="col">状态</th>
                  <th scope="col">账号</th>
                  <th scope="col">姓名</th>
                  <th scope="col">单位 · 职务</th>
                  <th scope="col">职责</th>
                  <th scope="col">操作</th>
                </tr>
              </thead>
              <tbody>
                {items.map(account => (
                  <tr key={account.id}>
                    <td>
                      {account.active === false ? (
                        <span className="state state-off">停用</span>
                      ) : (
                        <span className="state state-good">✓ 启用</span>
                      )}
                    </td>
                    <td>{account.id}</td>
                    <td>
                      <b>{account.name}</b>
                    </td>
                    <td>{[account.unit, account.post].filter(word => word !== '').join(' · ')}</td>
                    <td>{account.roles.map(role => nameOf(ROLE_NAMES, role)).join('、')}</td>
                    <td>
                      <span className="row-gap">
                        <RowAct label="修改" row={account.name} onClick={() => setAsking({ what: 'edit', account })} />
                        <RowAct
                          label="重设密码"
                          row={account.name}
                          onClick={() => setAsking({ what: 'password', account })}
                        />
                      </span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Wait>
      {asking?.what === 'add' && <AccountSheet account={null} onClose={close} />}
      {asking?.what === 'edit' && <AccountSheet account={asking.account} onClose={close} />}
      {asking?.what === 'password' && <PasswordSheet account={asking.account} onClose={close} />}
    </>
  )
}

type Fields = Readonly<{
  id: string
  name: string
  post?: string
  unit?: string
  roles: readonly string[]
  active?: boolean
  password?: string
}>

/** Sends a change of accounts and reads the list again. */
function useChange(onClose: () => void) {
  const queries = useQueryClient()
  const { say } = useNotice()
  const [failure, setFailure] = useState<unknown>(null)
  const change = async (method: 'POST' | 'PUT', path: string, body: object, done: string) => {
    try {
      await send(method, path, body)
      say(done)
      await queries.invalidateQueries({ queryKey: ['accounts'] })
      onClose()
    } catch (error) {
      setFailure(error)
    }
  }
  return { change, failure }
}

const passwordRules = [{ required: true, min: 10, message: '至少 10 位' }]

function AccountSheet({ account, onClose }: { account: Account | null; onClose: () => void }) {
  const { change, failure } = useChange(onClose)
  const save = ({ id, name, post = '', unit = '', roles, active, password }: Fields) =>
    account === null
      ? change('POST', '/api/accounts', { id, name, post, unit, roles, password }, `已新增账号“${name}”`)
      : change(
          'PUT',
          `/api/accounts/${encodeURIComponent(account.id)}`,
          { name, post, unit, roles, active: active !== false },
          `已修改账号“${name}”`,
        )
  return (
    <Sheet title={account === null ? '新增账号' : `修改账号：${account.name}`} onClose={onClose}>
      <Form<Fields>
        name="account"
        layout="vertical"
        initialValues={account === null ? { roles: ['officer'] } : { ...account, active: account.active !== false }}
        onFinish={fields => void save(fields)}
      >
        {account === null && (
          <Form.Item
            name="id"
            label="账号"
            rules={[
              { required: true, pattern: /^[a-z0-9._-]{2,32}$/, message: '2 至 32 位小写字母、数字、点、横线、下划线' },
            ]}
          >
            <Input autoComplete="off" />
          </Form.Item>
        )}
        <Form.Item name="name" label="姓名" rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}>
          <Input />
        </Form.Item>
        <Form.Item name="unit" label="单位">
          <Input />
        </Form.Item>
        <Form.Item name="post" label="职务">
          <Input />
        </Form.Item>
        <Form.Item name="roles" label="职责" rules={[{ required: true, message: '至少一项职责' }]}>
          <ChoicesField options={optionsOf(ROLE_NAMES)} label="职责" />
        </Form.Item>
        {account === null ? (
          <Form.Item name="password" label="初始密码" rules={passwordRules}>
            <Input type="password" autoComplete="new-password" />
          </Form.Item>
        ) : (
          <Form.Item name="active" valuePropName="checked">
            <Checkbox>启用</Checkbox>
          </Form.Item>
        )}
        {failure !== null && <Failure error={failure} />}
        <div className="sheet-foot">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit">
            保存账号
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}

function PasswordSheet({ account, onClose }: { account: Account; onClose: () => void }) {
  const own = useAccount().id === account.id
  const { change, failure } = useChange(onClose)
  const path = `/api/accounts/${encodeURIComponent(account.id)}/password`
  return (
    <Sheet title={`重设密码：${account.name}`} onClose={onClose}>
      <Form<{ password: string; current?: string }>
        name="password"
        layout="vertical"
        onFinish={({ password, current }) =>
          void change('POST', path, own ? { password, current } : { password }, '已重设密码')
        }
      >
        {own && (
          <Form.Item name="current" label="原密码" rules={[{ required: true, message: '请填写原密码' }]}>
            <Input type="password" autoComplete="current-password" />
          </Form.Item>
        )}
        <Form.Item name="password" label="新密码" rules={passwordRules}>
          <Input type="password" autoComplete="new-password" />
        </Form.Item>
        {failure !== null && <Failure error={failure} />}
        <div className="sheet-foot">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit">
            重设密码
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}
