import { useSearchParams } from 'react-router'
import { PageHead } from '../../parts/page-head.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { useMay } from '../../shell/session.ts'
import { NamesTab } from './names-tab.tsx'
import { ReextractTab } from './reextract-tab.tsx'
import { ReplayTab } from './replay-tab.tsx'
import { VehiclesTab } from './vehicles-tab.tsx'
import { WordsTab } from './words-tab.tsx'

type Tab = 'words' | 'names' | 'vehicles' | 'replay' | 're-extract'
const PANEL = 'vocabulary-panel'

/** 词表与名称: the bureau's own words, its table of names, and judging a period anew with them. */
export default function Vocabulary() {
  const mayEdit = useMay('analyst', 'admin')
  const [params, setParams] = useSearchParams()
  const tabs: readonly Readonly<{ id: Tab; name: string }>[] = [
    { id: 'words', name: '词表' },
    { id: 'names', name: '名称' },
    { id: 'vehicles', name: '营运车辆' },
    ...(mayEdit
      ? [
          { id: 'replay' as const, name: '重新研判' },
          { id: 're-extract' as const, name: '重新提取' },
        ]
      : []),
  ]
  const tab = tabs.find(({ id }) => id === params.get('tab'))?.id ?? 'words'
  return (
    <>
      <PageHead title="词表与名称" after="系统怎样断词、认名，由本局说了算；改动都记入台账" />
      <Tabs label="词表与名称" tabs={tabs} tab={tab} panel={PANEL} onTab={id => setParams({ tab: id })} />
      <div role="tabpanel" id={PANEL} aria-labelledby={`${PANEL}-${tab}`}>
        {tab === 'words' && <WordsTab mayEdit={mayEdit} />}
        {tab === 'names' && <NamesTab mayEdit={mayEdit} />}
        {tab === 'vehicles' && <VehiclesTab />}
        {tab === 'replay' && <ReplayTab />}
        {tab === 're-extract' && <ReextractTab />}
      </div>
    </>
  )
}
