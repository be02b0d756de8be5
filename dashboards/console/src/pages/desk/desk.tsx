import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { AlertItem, AlertPage, AlertTab } from '../../api/alert.ts'
import { get } from '../../api/client.ts'
import type { Level } from '../../api/record.ts'
import { Icon } from '../../parts/icon.tsx'
import { Key } from '../../parts/key.tsx'
import { KEY_HELP } from '../../parts/keys.ts'
import { Sheet } from '../../parts/sheet.tsx'
import { Failure, Nothing } from '../../parts/wait.tsx'
import { useNotice } from '../../shell/notice.tsx'
import { useAccount } from '../../shell/session.ts'
import { useWide } from '../../shell/wide.ts'
import { ConflictSheet, DismissSheet, KeySheet, MergeSheet, SnoozeSheet } from './act-sheets.tsx'
import { useAlertActs } from './alert-acts.ts'
import { AlertActions, AlertPreview } from './alert-preview.tsx'
import { AlertRow } from './alert-row.tsx'
import { useHeldList } from './held-list.ts'
import { InboxTabs, LevelFilter } from './inbox-head.tsx'
import { useInboxKeys } from './inbox-keys.ts'

type Asking = 'merge' | 'dismiss' | 'snooze' | 'help'

const EMPTY: Readonly<Record<AlertTab, string>> = {
  open: '没有待认领的预警。新预警会出现在这里，不会打断您正在看的内容。',
  mine: '您名下没有预警。在“待认领”按 A 认领。',
  snoozed: '没有稍后处理的预警。',
  handled: '还没有处理过的预警。',
}

function remembered(key: string): boolean {
  return localStorage.getItem(key) !== 'off'
}

/** 值班台: the inbox of alerts and what a decision needs beside it. */
export default function Desk() {
  const navigate = useNavigate()
  const account = useAccount()
  const wide = useWide()
  const notice = useNotice()
  const [tab, setTab] = useState<AlertTab>('open')
  const [levels, setLevels] = useState<readonly Level[]>([])
  const [paused, setPaused] = useState(false)
  const [chosenId, setChosenId] = useState<string | null>(null)
  const [asking, setAsking] = useState<Asking | null>(null)
  const [drawer, setDrawer] = useState(false)
  const [keysOn, setKeysOn] = useState(() => remembered('inbox-keys'))
  const list = useRef<HTMLDivElement>(null)
  const page = useQuery({
    queryKey: ['alerts', tab],
    queryFn: ({ signal }) => get<AlertPage>('/api/alerts', { tab, limit: 200 }, signal),
  })
  const { rows, fresh, load, learn } = useHeldList(tab, page.data?.items, paused)
  const acts = useAlertActs(learn)
  const shown = rows.filter(({ item }) => levels.length === 0 || levels.includes(item.state.suggestion.level))
  const chosen = (shown.find(({ item }) => item.id === chosenId) ?? (wide ? shown[0] : undefined))?.item ?? null

  useEffect(() => {
    document.title = '值班台 · 观澜'
  }, [])
  useEffect(() => {
    if (chosenId !== null) document.getElementById(`alert-${chosenId}`)?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])

  const move = (by: number) => {
    const at = shown.findIndex(({ item }) => item.id === chosen?.id)
    const next = shown[at === -1 ? 0 : Math.min(shown.length - 1, Math.max(0, at + by))]
    if (next !== undefined) setChosenId(next.item.id)
  }
  const done = async (acted: Promise<boolean>) => {
    setAsking(null)
    if (await acted) move(1)
  }
  const openEvent = (alert: AlertItem) => navigate(`/events/${encodeURIComponent(alert.state.eventId)}`)
  const pressed = (act: (alert: AlertItem) => void) => () => {
    if (chosen !== null) act(chosen)
  }
  const on = {
    claim: pressed(alert => void done(acts.claim(alert))),
    release: pressed(alert => void acts.release(alert)),
    openCase: pressed(alert => void acts.openCase(alert)),
    merge: pressed(() => setAsking('merge')),
    dismiss: pressed(() => setAsking('dismiss')),
    snooze: pressed(() => setAsking('snooze')),
    reopen: pressed(alert => void acts.reopen(alert)),
    openEvent: pressed(openEvent),
  }
  useInboxKeys(keysOn && asking === null && acts.conflict === null, {
    next: () => move(1),
    previous: () => move(-1),
    open: wide ? on.openEvent : () => setDrawer(chosen !== null),
    claim: on.claim,
    'open-case': on.openCase,
    merge: on.merge,
    dismiss: on.dismiss,
    snooze: on.snooze,
    undo: notice.undo,
    refresh: load,
    search: () => document.getElementById('quick-search')?.focus(),
    help: () => setAsking('help'),
  })

  const preview = chosen !== null && (
    <AlertPreview
      key={chosen.id}
      alert={chosen}
      onNewer={learn}
      actions={<AlertActions alert={chosen} mine={chosen.state.owner?.id === account.id} on={on} />}
    />
  )
  const close = () => setAsking(null)
  return (
    <div className="desk">
      <section className="inbox" aria-label="预警列表">
        <h1 className="unseen">值班台</h1>
        <InboxTabs
          tab={tab}
          counts={page.data?.counts}
          paused={paused}
          onTab={next => {
            setTab(next)
            setChosenId(null)
          }}
          onPause={() => setPaused(!paused)}
        />
        <LevelFilter items={rows.map(({ item }) => item)} chosen={levels} onChoose={setLevels} />
        <LiveBar fresh={fresh} onLoad={load} />
        {page.error !== null && <Failure error={page.error} retry={() => void page.refetch()} />}
        <div
          ref={list}
          id="inbox-rows"
          className="rows"
          role="listbox"
          aria-label="预警"
          tabIndex={0}
          aria-activedescendant={chosen === null ? undefined : `alert-${chosen.id}`}
        >
          {shown.map(({ item, left }) => (
            <AlertRow
              key={item.id}
              alert={item}
              left={left}
              chosen={item.id === chosen?.id}
              onChoose={() => {
                setChosenId(item.id)
                if (!wide) setDrawer(true)
              }}
              onOpen={() => openEvent(item)}
            />
          ))}
        </div>
        {page.data !== undefined && shown.length === 0 && <Nothing>{EMPTY[tab]}</Nothing>}
        <div className="key-bar">
          {keysOn ? (
            KEY_HELP.slice(0, 8).map(({ keys, does }) => (
              <span key={does}>
                {keys.map(key => (
                  <kbd key={key}>{key}</kbd>
                ))}{' '}
                {does}
              </span>
            ))
          ) : (
            <span>快捷键已关闭</span>
          )}
          <Button size="small" type="text" onClick={() => setAsking('help')}>
            <Key name="?" /> 全部按键
          </Button>
        </div>
      </section>
      {wide && (
        <section className="preview" aria-label="预警详情">
          {preview || <Nothing>选中一条预警，这里显示为何触发、走势与代表提及。</Nothing>}
        </section>
      )}
      {!wide && drawer && chosen !== null && (
        <Sheet title={chosen.state.number} place="side" wide onClose={() => setDrawer(false)}>
          {preview}
        </Sheet>
      )}
      {chosen !== null && asking === 'dismiss' && (
        <DismissSheet
          title={chosen.state.title}
          onClose={close}
          onDone={reason => void done(acts.dismiss(chosen, reason))}
        />
      )}
      {chosen !== null && asking === 'snooze' && (
        <SnoozeSheet
          title={chosen.state.title}
          onClose={close}
          onDone={until => void done(acts.snooze(chosen, until))}
        />
      )}
      {chosen !== null && asking === 'merge' && (
        <MergeSheet
          title={chosen.state.title}
          onClose={close}
          onDone={caseId => void done(acts.merge(chosen, caseId))}
        />
      )}
      {asking === 'help' && (
        <KeySheet
          on={keysOn}
          onClose={close}
          onSwitch={next => {
            localStorage.setItem('inbox-keys', next ? 'on' : 'off')
            setKeysOn(next)
          }}
        />
      )}
      {acts.conflict !== null && <ConflictSheet conflict={acts.conflict} onClose={acts.closeConflict} />}
    </div>
  )
}

/** What is new waits here until R or a click; a new 特别重大 is announced at once. */
function LiveBar({ fresh, onLoad }: { fresh: readonly AlertItem[]; onLoad: () => void }) {
  const grave = fresh.filter(item => item.state.suggestion.level === 'grave').length
  return (
    <>
      <div role="status" aria-live="polite">
        {fresh.length > 0 && (
          <button type="button" className="live-bar" onClick={onLoad}>
            <Icon name="refresh" size={14} />
            <b>新增 {fresh.length} 条</b>
            <span className="meta">
              列表位置不变，点击或按 <kbd>R</kbd> 载入
            </span>
          </button>
        )}
      </div>
      <div role="alert" className="unseen">
        {grave > 0 && `有 ${grave} 条新的特别重大预警`}
      </div>
    </>
  )
}
