import { useQuery } from '@tanstack/react-query'
import { Button, Dropdown } from 'antd'
import { type ReactNode, useState } from 'react'
import { NavLink, useNavigate } from 'react-router'
import type { AlertPage } from '../api/alert.ts'
import { get } from '../api/client.ts'
import { Icon } from '../parts/icon.tsx'
import { Key } from '../parts/key.tsx'
import { chineseDay, clockTime } from '../parts/time.ts'
import { nameOf, ROLE_NAMES } from '../words.ts'
import { dataAge } from './data-age.ts'
import { useLive } from './live-context.tsx'
import { useNotice } from './notice.tsx'
import { useNow } from './now.tsx'
import { useAccount, useSignOut } from './session.ts'
import { useAlarms, useStatus } from './status.ts'

const PLACES = [
  { to: '/desk', icon: 'desk', name: '值班台' },
  { to: '/events', icon: 'event', name: '事件' },
  { to: '/cases', icon: 'case', name: '案件' },
  { to: '/search', icon: 'search', name: '检索' },
  { to: '/watches', icon: 'watch', name: '监测方案' },
  { to: '/sources', icon: 'source', name: '信源' },
  { to: '/hotline', icon: 'phone', name: '热线' },
  { to: '/vocabulary', icon: 'vocabulary', name: '词表名称' },
  { to: '/briefs', icon: 'brief', name: '简报' },
]

/** Rail, top bar and the page. */
export function Shell({ bureau, demo, children }: { bureau: string; demo: boolean; children: ReactNode }) {
  return (
    <div className="shell">
      <a className="skip" href="#page">
        跳到正文
      </a>
      <Rail />
      <TopBar bureau={bureau} demo={demo} />
      <main id="page" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}

function Rail() {
  const account = useAccount()
  const inbox = useQuery({
    queryKey: ['alerts', 'counts'],
    queryFn: ({ signal }) => get<AlertPage>('/api/alerts', { tab: 'open', limit: 1 }, signal),
  })
  const open = inbox.data?.counts.open ?? 0
  const alarms = useAlarms().data?.items.length ?? 0
  const last = [
    { to: '/health', icon: 'health', name: '系统状态' },
    ...(account.roles.includes('admin') ? [{ to: '/accounts', icon: 'accounts', name: '账号' }] : []),
  ]
  return (
    <nav className="rail" aria-label="主导航">
      <img src="/mark.svg" alt="" width="32" height="32" className="rail-mark" />
      {PLACES.map(place => (
        <Place
          key={place.to}
          {...place}
          count={place.to === '/desk' ? open : place.to === '/sources' ? alarms : 0}
          of={place.to === '/sources' ? '条告警' : '条待认领'}
        />
      ))}
      <span className="rail-gap" />
      {last.map(place => (
        <Place key={place.to} {...place} count={0} of="" />
      ))}
    </nav>
  )
}

function Place({ to, icon, name, count, of }: { to: string; icon: string; name: string; count: number; of: string }) {
  return (
    <NavLink to={to} className="rail-place">
      <Icon name={icon} size={20} />
      <span>{name}</span>
      {count > 0 && (
        <b className="rail-count">
          {count}
          <span className="unseen">{of}</span>
        </b>
      )}
    </NavLink>
  )
}

function TopBar({ bureau, demo }: { bureau: string; demo: boolean }) {
  return (
    <header className="top">
      <NavLink to="/desk" className="top-name">
        观澜
      </NavLink>
      <span className="top-bureau">{bureau}</span>
      {demo && <span className="tag tag-hint">演示</span>}
      <QuickSearch />
      <span className="top-gap" />
      <DataAgeMark />
      <Person />
      <WallClock />
    </header>
  )
}

function QuickSearch() {
  const navigate = useNavigate()
  const [words, setWords] = useState('')
  return (
    <search className="top-search">
      <form
        onSubmit={event => {
          event.preventDefault()
          navigate(words.trim() === '' ? '/search' : `/search?q=${encodeURIComponent(words.trim())}`)
        }}
      >
        <Icon name="search" size={14} />
        <input
          id="quick-search"
          aria-label="检索提及"
          placeholder="检索提及"
          value={words}
          onChange={event => setWords(event.target.value)}
        />
        <Key name="/" />
      </form>
    </search>
  )
}

function DataAgeMark() {
  const status = useStatus()
  const { connected } = useLive()
  const now = useNow()
  if (status.data === undefined) return <span className="data-age">数据时间读取中</span>
  const age = dataAge(status.data.dataAt, now, connected)
  return (
    <span className={`data-age data-age-${age.state}`} data-testid="data-age">
      <i aria-hidden="true" />
      {age.words}
    </span>
  )
}

function Person() {
  const account = useAccount()
  const signOut = useSignOut()
  const { fail } = useNotice()
  const roles = account.roles.map(role => nameOf(ROLE_NAMES, role)).join('、')
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'who', disabled: true, label: `${account.unit} ${account.post}（${roles}）` },
          { key: 'out', label: '退出登录', onClick: () => void signOut().catch(fail) },
        ],
      }}
    >
      <Button type="text" className="top-person">
        {nameOf(ROLE_NAMES, account.roles[0] ?? '')} <b>{account.name}</b>
      </Button>
    </Dropdown>
  )
}

function WallClock() {
  const now = useNow(5_000)
  return (
    <time className="top-time">
      {chineseDay(now)} {clockTime(now)}
    </time>
  )
}
