import { useEffect, useState } from 'react'
import { Sheet } from '../../parts/sheet.tsx'
import { Nothing } from '../../parts/wait.tsx'
import { useNotice } from '../../shell/notice.tsx'
import { useAccount } from '../../shell/session.ts'
import { ConflictSheet, DismissSheet, KeySheet, MergeSheet, SnoozeSheet } from './act-sheets.tsx'
import { AlertActions, AlertPreview } from './alert-preview.tsx'
import { useInboxKeys } from './inbox-keys.ts'
import { InboxList } from './inbox-list.tsx'
import { type Inbox, useInbox } from './use-inbox.ts'

const KEYS_SETTING = 'inbox-keys'

/** 值班台: the inbox of alerts and what a decision needs beside it. */
export default function Desk() {
  const inbox = useInbox()
  const [keysOn, setKeysOn] = useState(() => localStorage.getItem(KEYS_SETTING) !== 'off')
  useKeys(inbox, keysOn)
  useEffect(() => {
    document.title = '值班台 · 观澜'
  }, [])
  const switchKeys = (on: boolean) => {
    localStorage.setItem(KEYS_SETTING, on ? 'on' : 'off')
    setKeysOn(on)
  }
  const { wide, drawer, chosen } = inbox
  return (
    <div className="desk">
      <InboxList inbox={inbox} keysOn={keysOn} />
      {wide && (
        <section className="preview" aria-label="预警详情">
          {chosen === null ? (
            <Nothing>选中一条预警，这里显示为何触发、走势与代表提及。</Nothing>
          ) : (
            <Preview inbox={inbox} />
          )}
        </section>
      )}
      {!wide && drawer && chosen !== null && (
        <Sheet title={chosen.state.number} place="side" wide onClose={() => inbox.setDrawer(false)}>
          <Preview inbox={inbox} />
        </Sheet>
      )}
      <ActSheet inbox={inbox} />
      {inbox.asking?.what === 'help' && <KeySheet on={keysOn} onClose={() => inbox.ask(null)} onSwitch={switchKeys} />}
      {inbox.acts.conflict !== null && (
        <ConflictSheet conflict={inbox.acts.conflict} onClose={inbox.acts.closeConflict} />
      )}
    </div>
  )
}

function useKeys(inbox: Inbox, on: boolean): void {
  const notice = useNotice()
  const { move, chosen, wide, load, ask, setDrawer } = inbox
  const act = inbox.on
  useInboxKeys(on && inbox.asking === null && inbox.acts.conflict === null, {
    next: () => move(1),
    previous: () => move(-1),
    open: wide ? act.openEvent : () => setDrawer(chosen !== null),
    claim: act.claim,
    'open-case': act.openCase,
    merge: act.merge,
    dismiss: act.dismiss,
    snooze: act.snooze,
    undo: notice.undo,
    refresh: load,
    search: () => document.getElementById('quick-search')?.focus(),
    help: () => ask({ what: 'help', alert: null }),
  })
}

function Preview({ inbox: { chosen, learn, on } }: { inbox: Inbox }) {
  const account = useAccount()
  if (chosen === null) return null
  const mine = chosen.state.owner?.id === account.id
  return (
    <AlertPreview
      key={chosen.id}
      alert={chosen}
      onNewer={learn}
      actions={<AlertActions alert={chosen} mine={mine} on={on} />}
    />
  )
}

/** The sheet of an act that asks for something first. */
function ActSheet({ inbox: { asking, ask, acts, done } }: { inbox: Inbox }) {
  if (asking === null || asking.what === 'help') return null
  const { alert } = asking
  const common = { title: alert.state.title, onClose: () => ask(null) }
  switch (asking.what) {
    case 'dismiss':
      return <DismissSheet {...common} onDone={reason => void done(acts.dismiss(alert, reason))} />
    case 'snooze':
      return <SnoozeSheet {...common} onDone={until => void done(acts.snooze(alert, until))} />
    case 'merge':
      return <MergeSheet {...common} onDone={caseId => void done(acts.merge(alert, caseId))} />
  }
}
